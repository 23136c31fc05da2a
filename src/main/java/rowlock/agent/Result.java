package rowlock.agent;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.OptionalLong;
import rowlock.kind.AgentKind;
import rowlock.kind.Expenses;
import rowlock.kind.Tally;
import rowlock.process.Job;
import rowlock.process.JobState;
import rowlock.process.LogTail;

/// What an agent's program says about how it went.
sealed interface Result {
  /// How much of the end of an output is read for people.
  int TAIL_BYTES = 4_000;

  /// How much of the end of an output is searched for its result line.
  int RESULT_BYTES = 1 << 20;

  /// It did what it was asked.
  ///
  /// @param output its last words
  record Success(String output) implements Result {}

  /// It did not.
  ///
  /// @param reason why, with its last words
  record Failure(String reason) implements Result {}

  /// It ended without a word; whether anything was done nobody knows.
  ///
  /// @param reason how that is known
  record Lost(String reason) implements Result {}

  /// Reads how a job went.
  ///
  /// @param state its last state
  static Result of(AgentKind kind, Job job, JobState state) {
    return switch (state) {
      case JobState.Exited exited ->
          switch (kind.channels().output()) {
            case TEXT -> text(job, exited);
            case CLAUDE_STREAM_JSON, CODEX_JSON, GEMINI_STREAM_JSON, OPENCODE_JSON ->
                lines(kind, job, exited);
          };
      case JobState.Vanished vanished ->
          new Lost("the program was killed, or the machine went down, before it ended");
      case JobState.Running running -> throw new IllegalArgumentException("still running: " + job);
      case JobState.NotStarted none -> throw new IllegalArgumentException("not started: " + job);
      case JobState.Unknown unknown -> throw new IllegalArgumentException("unknown: " + job);
    };
  }

  private static Result text(Job job, JobState.Exited exited) {
    String tail = LogTail.of(job.log(), TAIL_BYTES);
    return exited.code() == 0
        ? new Success(tail)
        : new Failure("%s%s".formatted(words(exited), tail.isEmpty() ? "" : ":\n" + tail));
  }

  private static String words(JobState.Exited exited) {
    return "exit code " + exited.code() + (exited.note().isEmpty() ? "" : ", " + exited.note());
  }

  /// Agents that print JSON lines say in them how it went; no exit code makes up for that.
  private static Result lines(AgentKind kind, Job job, JobState.Exited exited) {
    Tally tally = new Tally(kind.channels().output());
    if (Files.exists(job.out())) {
      LogTail.raw(job.out(), RESULT_BYTES).lines().forEach(tally::add);
    }
    if (tally.end().isEmpty()) {
      return new Failure(
          "%s, and no result line:\n%s"
              .formatted(words(exited), LogTail.of(job.log(), TAIL_BYTES)));
    }
    return switch (tally.end().get()) {
      case Tally.End.Badly badly ->
          new Failure(words(exited) + ", " + LogTail.printable(badly.reason(), TAIL_BYTES));
      case Tally.End.Well well -> {
        String said = LogTail.printable(tally.lastWords(), TAIL_BYTES);
        yield exited.code() == 0
            ? new Success(said + figures(kind, tally.expenses()))
            : new Failure(words(exited) + ": " + said);
      }
    };
  }

  private static String figures(AgentKind kind, Expenses expenses) {
    OptionalLong cost = expenses.cost(kind.spending());
    long tokens = expenses.total().total();
    if (cost.isEmpty() && tokens == 0) {
      return "";
    }
    String money =
        cost.isEmpty()
            ? "cost unknown"
            : BigDecimal.valueOf(cost.getAsLong(), 6).stripTrailingZeros().toPlainString()
                + " USD "
                + (expenses.ownAccount().isPresent() ? "by its own account" : "by known prices");
    return "\n\n(%d tokens, %s)".formatted(tokens, money);
  }
}
