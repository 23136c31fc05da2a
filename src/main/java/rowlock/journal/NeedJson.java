package rowlock.journal;

import java.util.Optional;
import rowlock.need.Ask;
import rowlock.need.Choice;
import rowlock.need.Need;
import rowlock.need.Settlement;
import rowlock.need.Wording;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// What waits, or waited, for a person, as JSON.
final class NeedJson {
  private NeedJson() {}

  static void writeAsk(Ask ask, Form out) {
    out.text("kind", Words.NEED_KINDS.of(ask.kind()))
        .text("agent", ask.agent().map(AgentId::value))
        .text("task", ask.task().map(TaskId::value))
        .text("title", ask.wording().title())
        .textIfAny("detail", ask.wording().detail())
        .texts("choices", ask.wording().choices())
        .text("subject", ask.subject());
  }

  static Ask ask(Fields in) {
    return new Ask(
        Words.NEED_KINDS.named(in.text("kind")),
        in.maybeText("agent").map(AgentId::new),
        in.maybeText("task").map(TaskId::new),
        new Wording(in.text("title"), in.textOrEmpty("detail"), in.texts("choices")),
        in.maybeText("subject"));
  }

  static void writeChoice(Choice choice, Form out) {
    switch (choice) {
      case Choice.Allow _ -> out.text("choice", "allow");
      case Choice.Deny _ -> out.text("choice", "deny");
      case Choice.Words words -> out.text("choice", "words").text("text", words.text());
    }
  }

  static Choice choice(Fields in) {
    String choice = in.text("choice");
    return switch (choice) {
      case "allow" -> new Choice.Allow();
      case "deny" -> new Choice.Deny();
      case "words" -> new Choice.Words(in.text("text"));
      default -> throw new UnknownWord("choice", choice);
    };
  }

  static void write(Need need, Form out) {
    out.text("id", need.id());
    writeAsk(need.ask(), out);
    out.time("at", need.at())
        .objectIfAny("settlement", need.settlement(), NeedJson::writeSettlement);
  }

  static Need read(Fields in) {
    Optional<Settlement> settlement = in.maybeObject("settlement").map(NeedJson::settlement);
    return new Need(in.text("id"), ask(in), in.time("at"), settlement);
  }

  private static void writeSettlement(Settlement end, Form out) {
    switch (end) {
      case Settlement.Answered answered -> {
        out.text("end", "answered").time("at", answered.at()).text("by", answered.by());
        writeChoice(answered.choice(), out);
      }
      case Settlement.Withdrawn withdrawn ->
          out.text("end", "withdrawn")
              .time("at", withdrawn.at())
              .textIfAny("reason", withdrawn.reason());
    }
  }

  private static Settlement settlement(Fields in) {
    String end = in.text("end");
    return switch (end) {
      case "answered" -> new Settlement.Answered(in.time("at"), in.text("by"), choice(in));
      case "withdrawn" -> new Settlement.Withdrawn(in.time("at"), in.textOrEmpty("reason"));
      default -> throw new UnknownWord("end of a need", end);
    };
  }
}
