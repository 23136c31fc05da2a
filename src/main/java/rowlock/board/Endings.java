package rowlock.board;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rowlock.task.DependencyPolicy;
import rowlock.task.Evidence;
import rowlock.task.RetryPolicy;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// How attempts and tasks end, and what that means for those that wait for them.
final class Endings {
  private final Draft draft;

  Endings(Draft draft) {
    this.draft = draft;
  }

  /// Ends a task well.
  void done(TaskId id, Evidence evidence) {
    draft.emit(new Event.TaskDone(id, evidence));
    settleWaiters(id);
  }

  /// Ends an attempt badly: the task is tried again while its retry policy allows it.
  void attemptFailed(Task task, FailureCause cause, String reason) {
    int failures = task.failures() + 1;
    RetryPolicy policy = task.spec().terms().retry();
    Optional<Instant> retryAt =
        policy.allowsAfter(failures)
            ? Optional.of(waits(cause) ? draft.now().plus(policy.waitAfter(failures)) : draft.now())
            : Optional.empty();
    draft.emit(new Event.AttemptFailed(task.id(), cause, reason, retryAt));
    if (retryAt.isEmpty()) {
      spread(task.id(), "its dependency " + task.id() + " failed");
    } else {
      settle(task.id());
    }
  }

  /// Gives a task up, its open parts first.
  void cancel(TaskId id, String reason) {
    for (TaskId child : draft.tasks().relations().childrenOf(id)) {
      if (draft.find(child).filter(part -> !part.isFinished()).isPresent()) {
        cancel(child, "its parent " + id + " was cancelled");
      }
    }
    // Cancelling the last open part may have ended the parent already.
    if (draft.find(id).filter(task -> !isEnded(task)).isPresent()) {
      draft.emit(new Event.TaskCancelled(id, reason));
      spread(id, "its dependency " + id + " was cancelled");
    }
  }

  /// A parent that waits for nothing any more is done without being handed out.
  void settle(TaskId id) {
    Optional<Task> task = draft.find(id);
    List<TaskId> children = List.copyOf(draft.tasks().relations().childrenOf(id));
    if (task.isEmpty()
        || children.isEmpty()
        || !(task.get().state() instanceof TaskState.Available)) {
      return;
    }
    boolean anyDone =
        children.stream()
            .anyMatch(child ->
                draft.tasks().isArchived(child)
                    || draft
                        .find(child)
                        .filter(part -> part.state() instanceof TaskState.Done)
                        .isPresent());
    if (anyDone) {
      done(id, new Evidence.Parts(children));
    } else {
      cancel(id, "all its parts were cancelled");
    }
  }

  /// Tells those that waited for a task that it ended without success.
  private void spread(TaskId failed, String reason) {
    for (TaskId id : draft.tasks().relations().waitersOf(failed)) {
      boolean goesDown =
          draft
              .find(id)
              .filter(waiter -> waiter.state() instanceof TaskState.Blocked)
              .filter(
                  waiter -> waiter.spec().links().onFailedDependency() == DependencyPolicy.CANCEL)
              .filter(waiter -> !draft.tasks().isSettledFor(waiter, failed))
              .isPresent();
      if (goesDown) {
        cancel(id, reason);
      }
    }
    settleWaiters(failed);
  }

  private void settleWaiters(TaskId id) {
    for (TaskId waiter : draft.tasks().relations().waitersOf(id)) {
      settle(waiter);
    }
  }

  private static boolean isEnded(Task task) {
    return task.state() instanceof TaskState.Done || task.state() instanceof TaskState.Cancelled;
  }

  /// What the next attempt can do better at once need not wait; what may have hit a passing trouble
  /// does.
  private static boolean waits(FailureCause cause) {
    return switch (cause) {
      case REPORTED, TIMED_OUT, AGENT_GONE -> true;
      case LEASE_EXPIRED, CHECK_FAILED, CONFLICT, REFUSED -> false;
    };
  }
}
