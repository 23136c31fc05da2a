package rowlock.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.operation.Outcome;
import rowlock.operation.Project;

/// Where the traces of our own faults go, so that people see one sentence.
final class CrashLog {
  /// The largest log; a larger one is begun anew.
  private static final long MAX_BYTES = 1_000_000;

  private CrashLog() {}

  static Outcome.NotDone write(RuntimeException fault, Call call) {
    String what = fault.getClass().getSimpleName() + ": " + fault.getMessage();
    Optional<Path> log = folder(call).map(folder -> folder.resolve("crash.log"));
    String hint =
        log.filter(file -> append(file, fault))
            .map(file -> "please report it with the file " + file)
            .orElse("please report it");
    return new Outcome.NotDone(
        Outcome.Reason.ENVIRONMENT,
        "internal_error",
        "a fault in rowlock itself: " + what.lines().findFirst().orElse(""),
        hint,
        Map.of());
  }

  private static Optional<Path> folder(Call call) {
    try {
      return call.knownFolder().map(folder -> folder.resolve(Project.HOME));
    } catch (IllegalArgumentException | Call.NoProject none) {
      return Optional.empty();
    }
  }

  private static boolean append(Path log, RuntimeException fault) {
    StringWriter trace = new StringWriter();
    try (PrintWriter lines = new PrintWriter(trace)) {
      print(fault, lines);
    }
    try {
      boolean full = Files.exists(log) && Files.size(log) > MAX_BYTES;
      Files.writeString(
          log,
          trace.toString(),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          full ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
      return true;
    } catch (IOException unwritable) {
      // The sentence is told in any case; only the hint to the file is left out.
      return false;
    }
  }

  private static void print(Throwable fault, PrintWriter lines) {
    String lead = "";
    for (@Nullable Throwable at = fault; at != null; at = at.getCause()) {
      lines.println(lead + at);
      lead = "caused by ";
      for (StackTraceElement step : at.getStackTrace()) {
        lines.println("  at " + step);
      }
    }
  }
}
