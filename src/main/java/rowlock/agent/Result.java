package rowlock.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.json.Json;
import rowlock.json.MalformedJson;
import rowlock.kind.AgentKind;
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
          switch (kind.form()) {
            case TEXT -> text(job, exited);
            case CLAUDE_STREAM_JSON -> claude(job, exited);
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

  /// Claude Code says how it went in its last `result` line; on a model error that line reads
  /// `"subtype": "success"` with `"is_error": true`, so only `is_error` counts.
  private static Result claude(Job job, JobState.Exited exited) {
    Optional<Map<String, Object>> last = lastResult(job.out());
    if (last.isEmpty()) {
      return new Failure(
          "%s, and no result line:\n%s"
              .formatted(words(exited), LogTail.of(job.log(), TAIL_BYTES)));
    }
    Map<String, Object> result = last.get();
    String said = LogTail.printable(String.valueOf(result.getOrDefault("result", "")), TAIL_BYTES);
    String figures =
        "\n\n(%s turns, %s USD by its own account)"
            .formatted(
                result.getOrDefault("num_turns", "?"), result.getOrDefault("total_cost_usd", "?"));
    boolean failed = !Boolean.FALSE.equals(result.get("is_error")) || exited.code() != 0;
    return failed
        ? new Failure(
            "%s, %s: %s"
                .formatted(words(exited), result.getOrDefault("terminal_reason", "error"), said))
        : new Success(said + figures);
  }

  private static Optional<Map<String, Object>> lastResult(Path out) {
    if (!Files.exists(out)) {
      return Optional.empty();
    }
    List<String> lines = LogTail.raw(out, RESULT_BYTES).lines().toList();
    for (String line : lines.reversed()) {
      if (!line.contains("\"result\"")) {
        continue;
      }
      try {
        if (Json.STANDARD.parse(line) instanceof Map<?, ?> map
            && "result".equals(map.get("type"))) {
          Map<String, Object> fields = new LinkedHashMap<>();
          map.forEach((key, value) -> fields.put(String.valueOf(key), value));
          return Optional.of(fields);
        }
      } catch (MalformedJson notALineOfItsOwn) {
        // The agent's tools may print anything between the lines.
      }
    }
    return Optional.empty();
  }
}
