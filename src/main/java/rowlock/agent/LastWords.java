package rowlock.agent;

import rowlock.process.JobState;
import rowlock.process.LogTail;
import rowlock.tmux.TmuxFailed;

/// What is said about a program that is over.
final class LastWords {
  private static final int LINES = 50;
  private static final int CHARACTERS = 4_000;

  private LastWords() {}

  /// How it ended.
  static String of(JobState state) {
    return switch (state) {
      case JobState.Exited exited ->
          "exit code " + exited.code() + (exited.note().isEmpty() ? "" : ", " + exited.note());
      case JobState.Vanished _ -> "no exit code: it was killed";
      case JobState.NotStarted _ -> "no start";
      case JobState.Running _ -> "no end";
      case JobState.Unknown unknown -> unknown.reason();
    };
  }

  /// What it left in its terminal.
  static String in(PaneTerminal terminal) {
    try {
      return LogTail.printable(terminal.text(LINES), CHARACTERS);
    } catch (TmuxFailed unreadable) {
      return "(its terminal cannot be read)";
    }
  }
}
