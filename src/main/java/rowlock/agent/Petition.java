package rowlock.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.need.Ask;
import rowlock.need.Choice;
import rowlock.need.Need;
import rowlock.need.NeedCommand;
import rowlock.need.NeedKind;
import rowlock.need.Settlement;
import rowlock.need.Wording;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// What agents ask of people, and the waiting for what they say.
///
/// @param desk to the coordinator
record Petition(Desk desk) {
  /// The longest a hook waits for a person; agents wait ten minutes for their hooks.
  static final Duration LONGEST = Duration.ofMinutes(9);

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_DETAIL = 8_000;

  /// Raises a need of an agent.
  ///
  /// @return its name; empty if the board knows better, as when the agent has left
  Optional<String> raise(
      NeedKind kind, AgentId agent, String title, String detail, Optional<String> subject) {
    Optional<TaskId> task = desk.board().heldBy(agent).stream().findFirst();
    Wording wording =
        new Wording(line(title, LONGEST_TITLE), body(detail, LONGEST_DETAIL), choices(kind));
    Ask ask = new Ask(kind, Optional.of(agent), task, wording, subject);
    return desk.ask(new Command.OfNeed(new NeedCommand.RaiseNeed(ask)))
        .flatMap(answer ->
            answer instanceof Answer.Created created
                ? Optional.of(created.id())
                : Optional.empty());
  }

  private static List<String> choices(NeedKind kind) {
    return kind == NeedKind.PERMISSION ? List.of("allow", "deny") : List.of();
  }

  /// The needs of an agent that wait for an answer.
  List<Need> openFor(AgentId agent) {
    return desk.board().needs().stream()
        .filter(need -> need.agent().filter(agent::equals).isPresent())
        .toList();
  }

  /// Waits until a need is settled.
  ///
  /// @param isMoot says that nobody waits for the answer any more
  /// @return the answer; empty if it was withdrawn, is moot, or nobody answered in time
  Optional<Choice> await(String need, BooleanSupplier isMoot) throws InterruptedException {
    Instant end = desk.now().plus(LONGEST);
    while (true) {
      Board board = desk.board();
      Optional<Settlement> settlement = board.need(need).flatMap(Need::settlement);
      if (settlement.isPresent()) {
        return settlement.get() instanceof Settlement.Answered answered
            ? Optional.of(answered.choice())
            : Optional.empty();
      }
      Duration left = Duration.between(desk.now(), end);
      if (isMoot.getAsBoolean() || left.isNegative() || left.isZero()) {
        return Optional.empty();
      }
      desk.awaitBeyond(board.position(), left);
    }
  }

  /// Says that a need waits for nobody any more.
  void withdraw(String need, String reason) {
    desk.give(new Command.OfNeed(new NeedCommand.WithdrawNeed(need, reason)));
  }

  private static String line(String text, int longest) {
    return cut(text.replaceAll("[\\p{Cntrl}]+", " "), longest);
  }

  private static String body(String text, int longest) {
    return cut(text.replaceAll("[\\p{Cntrl}&&[^\n\t]]+", " "), longest);
  }

  private static String cut(String text, int longest) {
    // Unpaired surrogates are in no alphabet, and half a pair must not remain at the end.
    String whole = text.replaceAll("\\p{Cs}", "?").strip();
    if (whole.isEmpty()) {
      return "(nothing was said)";
    }
    if (whole.length() <= longest) {
      return whole;
    }
    int end = longest - "...".length();
    return whole.substring(0, Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end)
        + "...";
  }
}
