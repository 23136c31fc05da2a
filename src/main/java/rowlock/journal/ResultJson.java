package rowlock.journal;

import rowlock.task.AgentId;
import rowlock.task.Evidence;
import rowlock.task.Evidence.CheckRun;
import rowlock.task.Submission;
import rowlock.task.TaskId;

/// Results of work and why they count, as JSON.
final class ResultJson {
  private ResultJson() {}

  static void write(Submission submission, Form out) {
    out.textIfAny("output", submission.output())
        .text("commit", submission.commit())
        .texts("files", submission.files());
  }

  static Submission submission(Fields in) {
    return new Submission(in.textOrEmpty("output"), in.maybeText("commit"), in.texts("files"));
  }

  static void write(Evidence evidence, Form out) {
    switch (evidence) {
      case Evidence.Word word -> out.text("kind", "word").text("agent", word.agent().value());
      case Evidence.Parts parts ->
          out.text("kind", "parts").texts("children", parts.children(), TaskId::value);
      case Evidence.Proof proof ->
          out.text("kind", "proof")
              .text("commit", proof.commit())
              .text("merged", proof.merged())
              .objects("checks", proof.checks(), ResultJson::writeCheck);
    }
  }

  static Evidence evidence(Fields in) {
    String kind = in.text("kind");
    return switch (kind) {
      case "word" -> new Evidence.Word(new AgentId(in.text("agent")));
      case "parts" -> new Evidence.Parts(in.texts("children", TaskId::new));
      case "proof" ->
          new Evidence.Proof(
              in.text("commit"), in.text("merged"), in.objects("checks", ResultJson::check));
      default -> throw new UnknownWord("evidence", kind);
    };
  }

  private static void writeCheck(CheckRun check, Form out) {
    out.text("command", check.command())
        .number("exit_code", check.exitCode())
        .length("took", check.took())
        .text("log_hash", check.logHash());
  }

  private static CheckRun check(Fields in) {
    return new CheckRun(
        in.text("command"), in.count("exit_code"), in.length("took"), in.text("log_hash"));
  }
}
