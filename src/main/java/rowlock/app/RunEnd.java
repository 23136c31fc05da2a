package rowlock.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import rowlock.board.Board;
import rowlock.board.Rejection;
import rowlock.board.RunOutcome;
import rowlock.board.Setting;
import rowlock.task.Durations;
import rowlock.task.Task;
import rowlock.task.TaskState;

/// Whether a run has come to its end: when all that can be done is done, when nothing may be begun
/// any more and nobody is at work, or when its time has been over for too long.
///
/// @param run the run's name
/// @param isOurs its tasks
/// @param objection why nobody may begin with a task, if that is so
record RunEnd(
    String run, Predicate<Task> isOurs, BiFunction<Board, Task, Optional<Rejection>> objection) {
  /// How a run ended.
  ///
  /// @param outcome what came of it
  /// @param reason why it ended before all was done that could be, if it did
  record Ending(RunOutcome outcome, Optional<String> reason) {
    static Ending of(RunOutcome outcome) {
      return new Ending(outcome, Optional.empty());
    }

    private static Ending partial(String reason) {
      return new Ending(RunOutcome.PARTIAL, Optional.of(reason));
    }
  }

  /// Whether the time of the run is over; that nobody tells.
  boolean isLate(Board board, Instant now) {
    return until(board).filter(until -> !now.isBefore(until)).isPresent();
  }

  /// How long attempts that run may go on after the time of the run is over is up.
  Optional<Ending> overtime(Board board, Instant now) {
    Duration overtime = board.duration(Setting.OVERTIME);
    return until(board)
        .filter(until -> !now.isBefore(until.plus(overtime)))
        .map(until ->
            Ending.partial(
                "the time of run %s was over at %s, and the overtime of %s with it"
                    .formatted(run, until, Durations.format(overtime))));
  }

  private Optional<Instant> until(Board board) {
    return board.budgets().allowance(run).until();
  }

  /// How the run ended, if nothing in it can move any more.
  Optional<Ending> at(Board board) {
    // What is reserved may be for an attempt that is about to begin.
    boolean isSpending = board.budgets().ofRun(run).open() > 0;
    Optional<String> reason = Optional.empty();
    for (Task task : board.tasks()) {
      if (isOurs.test(task) && canMove(board, task)) {
        Optional<Rejection> refused =
            isStartable(task) && !isSpending ? objection.apply(board, task) : Optional.empty();
        if (refused.isEmpty()) {
          return Optional.empty();
        }
        reason = reason.or(() -> refused.map(Rejection::message));
      }
    }
    return Optional.of(reason.map(Ending::partial).orElseGet(() -> Ending.of(outcome(board))));
  }

  /// Whether somebody might begin with it, now or after a while.
  private static boolean isStartable(Task task) {
    return task.state() instanceof TaskState.Available
        || (task.state() instanceof TaskState.Failed failed && failed.retryAt().isPresent());
  }

  /// Whether a task may change without somebody's help.
  private static boolean canMove(Board board, Task task) {
    return switch (task.state()) {
      case TaskState.Available available -> true;
      case TaskState.Held held -> true;
      case TaskState.Submitted submitted -> board.openPartsOf(task).isEmpty();
      case TaskState.Failed failed -> failed.retryAt().isPresent();
      case TaskState.Blocked blocked -> false;
      case TaskState.Done done -> false;
      case TaskState.Cancelled cancelled -> false;
    };
  }

  private RunOutcome outcome(Board board) {
    List<Task> tasks = board.tasks().stream().filter(isOurs).toList();
    long done = tasks.stream().filter(task -> task.state() instanceof TaskState.Done).count();
    if (done == tasks.size()) {
      return RunOutcome.DONE;
    }
    return done > 0 ? RunOutcome.PARTIAL : RunOutcome.FAILED;
  }
}
