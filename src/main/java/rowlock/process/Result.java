package rowlock.process;

import java.time.Duration;
import java.util.List;

/// How a command ended and what it wrote.
///
/// @param ending exit or deadline
/// @param out what it wrote to standard output; to both streams when they were merged
/// @param err what it wrote to standard error; nothing when the streams were merged
/// @param duration from start to end, by the monotonic clock
/// @param survivors processes that descend from the command and could not be ended; always empty
///   when none had to be ended
public record Result(
    Ending ending, Output out, Output err, Duration duration, List<ProcessIdentity> survivors) {
  public Result {
    survivors = List.copyOf(survivors);
  }

  /// Why a command is over.
  public sealed interface Ending {
    /// It ended by itself or by somebody else's signal.
    ///
    /// @param code its exit status; 128 plus the signal's number when a signal ended it
    record Exited(int code) implements Ending {}

    /// It was still running at its deadline and was ended.
    ///
    /// @param deadline what it had been given
    record DeadlineReached(Duration deadline) implements Ending {}
  }

  /// Whether the command ended by itself with status 0.
  public boolean succeeded() {
    return ending instanceof Ending.Exited(int code) && code == 0;
  }
}
