package rowlock.merge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import rowlock.process.Capture;
import rowlock.process.Command;
import rowlock.process.Environment;
import rowlock.process.LogTail;
import rowlock.process.Result;
import rowlock.task.Evidence;
import rowlock.task.Task;

/// Runs the commands that prove a task, in a clean checkout.
///
/// A check is a line of shell, as its author wrote it; it is written to a file that `sh` reads, so
/// nothing of it is ever part of another command.
final class Checks {
  private static final long LOG_BYTES = 16L << 20;
  private static final int TAIL_BYTES = 4_000;

  private final Path logs;
  private final Object gate = new Object();
  private @Nullable Thread checking;
  private boolean givenUp;

  /// Checking was given up before there was a result.
  static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1;

    GivenUp() {
      super("checking was given up");
    }
  }

  /// @param logs the folder that keeps what checks print
  Checks(Path logs) {
    this.logs = logs;
  }

  /// What checking came to.
  ///
  /// @param runs the commands that were run, in order; those after a red one were not
  /// @param red what to tell the agent, if one failed
  record Findings(List<Evidence.CheckRun> runs, Optional<String> red) {
    Findings {
      runs = List.copyOf(runs);
    }
  }

  /// Runs the checks of a task one after the other, up to the first that fails.
  ///
  /// @param name of the claim, for the logs
  Findings run(Task task, String name, Path checkout) {
    List<Evidence.CheckRun> runs = new ArrayList<>();
    int number = 0;
    for (String check : task.spec().work().checks()) {
      number++;
      Path log = logs.resolve(name + "-check" + number + ".log");
      Result result = run(check, log, checkout, task.spec().terms().timeout());
      runs.add(evidence(check, result));
      if (!result.succeeded()) {
        return new Findings(runs, Optional.of(words(check, result, log)));
      }
    }
    return new Findings(runs, Optional.empty());
  }

  private Result run(String check, Path log, Path checkout, Duration timeout) {
    Path script = log.resolveSibling(log.getFileName() + ".sh");
    try {
      Files.createDirectories(logs);
      Files.writeString(script, check + "\n");
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write " + script, broken);
    }
    Command command =
        Command.of(checkout, "/bin/sh", script.toString())
            .with(Environment.BASIC.allowing("*"))
            .with(new Capture.Logged(0, log, LOG_BYTES))
            .within(timeout);
    enter();
    try {
      return command.run();
    } catch (CancellationException interrupted) {
      throw new GivenUp();
    } finally {
      leave();
    }
  }

  /// Ends a check that runs, and lets no other begin.
  void giveUp() {
    synchronized (gate) {
      givenUp = true;
      if (checking != null) {
        checking.interrupt();
      }
    }
  }

  private void enter() {
    synchronized (gate) {
      if (givenUp) {
        throw new GivenUp();
      }
      checking = Thread.currentThread();
    }
  }

  /// Only a check may be interrupted, never the git that comes after it.
  private void leave() {
    synchronized (gate) {
      checking = null;
      Thread.interrupted();
    }
  }

  private static Evidence.CheckRun evidence(String check, Result result) {
    return new Evidence.CheckRun(check, exitCode(result), result.duration(), result.out().sha256());
  }

  /// What `timeout(1)` answers stands for a check that was ended at its deadline.
  private static int exitCode(Result result) {
    return switch (result.ending()) {
      case Result.Ending.Exited exited -> exited.code();
      case Result.Ending.DeadlineReached late -> 124;
    };
  }

  private static String words(String check, Result result, Path log) {
    String how =
        switch (result.ending()) {
          case Result.Ending.Exited exited -> "exit code " + exited.code();
          case Result.Ending.DeadlineReached late -> "not done after " + late.deadline();
        };
    String tail = LogTail.of(log, TAIL_BYTES);
    return "The check `%s` failed on the merged result (%s). %s"
        .formatted(
            check, how, tail.isEmpty() ? "It printed nothing." : "Its output ends with:\n" + tail);
  }
}
