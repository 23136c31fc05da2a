package rowlock.operation;

import rowlock.board.Board;
import rowlock.need.Ask;
import rowlock.need.Need;
import rowlock.need.NeedEvent;
import rowlock.need.Settlement;
import rowlock.task.AgentId;

/// What waits, or waited, for a person, as plain values and as sentences.
final class NeedView {
  private NeedView() {}

  /// Everything about a need.
  ///
  /// @param board for how much waits for it
  static Fields whole(Need need, Board board) {
    return row(need, board)
        .with("detail", need.ask().wording().detail())
        .with("subject", need.ask().subject());
  }

  /// What a list shows; what has a detail shows it alone.
  static Fields row(Need need, Board board) {
    Fields view =
        Fields.of("need", need.id())
            .with("kind", need.kind())
            .with("agent", need.agent())
            .with("task", need.task())
            .with("title", need.title())
            .with("has_detail", !need.ask().wording().detail().isEmpty())
            .with("choices", need.choices())
            .with("raised_at", need.at());
    return need.settlement()
        .map(end -> view.with("open", false).withAll(settlement(end).map()))
        .orElseGet(() -> view.with("open", true).with("blocks", board.blockedBy(need)));
  }

  private static Fields settlement(Settlement end) {
    return switch (end) {
      case Settlement.Answered answered ->
          Fields.of("settled_at", answered.at())
              .with("answered_by", answered.by())
              .with("answer", answered.choice().text());
      case Settlement.Withdrawn withdrawn ->
          Fields.of("settled_at", withdrawn.at()).with("withdrawn", withdrawn.reason());
    };
  }

  /// What happened, in a sentence.
  static String text(NeedEvent event) {
    return switch (event) {
      case NeedEvent.NeedRaised raised ->
          "%s waits for a person (%s%s): %s"
              .formatted(
                  raised.need(),
                  raised.ask().kind().label(),
                  agent(raised.ask()),
                  raised.ask().wording().title());
      case NeedEvent.NeedAnswered answered ->
          "%s was answered by %s: %s"
              .formatted(answered.need(), answered.by(), answered.choice().text());
      case NeedEvent.NeedWithdrawn withdrawn ->
          "%s waits no more: %s".formatted(withdrawn.need(), withdrawn.reason());
    };
  }

  private static String agent(Ask ask) {
    return ask.agent().map(AgentId::value).map(name -> " of " + name).orElse("");
  }
}
