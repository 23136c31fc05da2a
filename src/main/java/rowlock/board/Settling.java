package rowlock.board;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import rowlock.task.DependencyPolicy;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// What tasks should be waiting for, worked out from the public state of a board alone.
final class Settling {
  private final Board board;

  Settling(Board board) {
    this.board = board;
  }

  /// Everything a task waits for that is not settled for it.
  Set<TaskId> open(Task task) {
    Set<TaskId> open = new TreeSet<>();
    for (TaskId other : board.waitsFor(task)) {
      if (!isSettled(task, other)) {
        open.add(other);
      }
    }
    return open;
  }

  boolean isSettled(Task waiter, TaskId awaited) {
    Optional<TaskState> state = board.task(awaited).map(Task::state);
    if (state.isEmpty()) {
      return board.isArchived(awaited)
          && (!board.isAbandoned(awaited) || policy(waiter, awaited) == DependencyPolicy.SKIP);
    }
    if (state.get() instanceof TaskState.Done) {
      return true;
    }
    if (!isLost(awaited)) {
      return false;
    }
    boolean unwantedPart =
        state.get() instanceof TaskState.Cancelled
            && board.childrenOf(waiter.id()).contains(awaited);
    return unwantedPart || policy(waiter, awaited) == DependencyPolicy.SKIP;
  }

  /// Whether a task ended without success.
  boolean isLost(TaskId id) {
    return board
        .task(id)
        .map(task ->
            task.state() instanceof TaskState.Cancelled
                || (task.state() instanceof TaskState.Failed failed && failed.retryAt().isEmpty()))
        .orElse(board.isAbandoned(id));
  }

  DependencyPolicy policy(Task waiter, TaskId awaited) {
    if (waiter.spec().links().dependencies().contains(awaited)) {
      return waiter.spec().links().onFailedDependency();
    }
    for (Optional<Task> above = parent(waiter); above.isPresent(); above = parent(above.get())) {
      if (above.get().spec().links().dependencies().contains(awaited)) {
        return above.get().spec().links().onFailedDependency();
      }
    }
    return waiter.spec().links().onFailedDependency();
  }

  private Optional<Task> parent(Task task) {
    return task.spec().links().parent().flatMap(board::task);
  }
}
