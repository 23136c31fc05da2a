package rowlock.board;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import rowlock.task.Evidence;
import rowlock.task.RetryPolicy;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// How attempts and tasks end, and what that means for those that wait for them.
///
/// Consequences have consequences: they wait in a queue instead of on the stack, because a chain of
/// tasks may be as long as a board is large.
final class Endings {
  private final Draft draft;
  private final Deque<Consequence> pending = new ArrayDeque<>();

  /// Something that may have to happen to a task.
  private sealed interface Consequence {
    TaskId task();

    /// It is given up.
    record Cancelled(TaskId task, String reason) implements Consequence {}

    /// What it waited for is lost.
    record Bereft(TaskId task, TaskId lost, String reason) implements Consequence {}

    /// It may have all its parts now.
    record Completed(TaskId task) implements Consequence {}

    /// It came to rest, after things may have changed that it did not notice.
    record Rested(TaskId task) implements Consequence {}
  }

  Endings(Draft draft) {
    this.draft = draft;
  }

  /// Ends a task well.
  void done(TaskId id, Evidence evidence) {
    finish(id, evidence);
    run();
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
      tellWaiters(task.id(), "its dependency " + task.id() + " failed");
    } else {
      pending.add(new Consequence.Rested(task.id()));
    }
    run();
  }

  /// Gives a task up, and its open parts with it.
  void cancel(TaskId id, String reason) {
    pending.add(new Consequence.Cancelled(id, reason));
    run();
  }

  /// Looks after a task that nobody works on any more: a parent whose parts are done is done
  /// without being handed out, one that was handed in is done when its parts are, and a task whose
  /// dependency was lost meanwhile follows its policy.
  void settle(TaskId id) {
    settle(List.of(id));
  }

  /// Looks after several tasks at once.
  void settle(Collection<TaskId> ids) {
    ids.forEach(id -> pending.add(new Consequence.Rested(id)));
    run();
  }

  private void run() {
    while (!pending.isEmpty()) {
      Consequence next = pending.remove();
      Optional<Task> task = draft.find(next.task());
      if (task.isPresent()) {
        switch (next) {
          case Consequence.Cancelled given -> cancelNow(task.get(), given.reason());
          case Consequence.Bereft bereft -> bereave(task.get(), bereft);
          case Consequence.Completed completed -> complete(task.get());
          case Consequence.Rested rested -> rest(task.get());
        }
      }
    }
  }

  private void finish(TaskId id, Evidence evidence) {
    draft.emit(new Event.TaskDone(id, evidence));
    new OperatorRules(draft).taskEnded(id, "task " + id + " is done");
    for (TaskId waiter : draft.tasks().relations().waitersOf(id)) {
      pending.add(new Consequence.Completed(waiter));
    }
  }

  private void cancelNow(Task task, String reason) {
    if (task.state() instanceof TaskState.Done || task.state() instanceof TaskState.Cancelled) {
      return;
    }
    draft.emit(new Event.TaskCancelled(task.id(), reason));
    new OperatorRules(draft).taskEnded(task.id(), "task " + task.id() + " was cancelled");
    for (TaskId child : draft.tasks().relations().childrenOf(task.id())) {
      if (draft.tasks().fateOf(child) == Tasks.Fate.OPEN) {
        String why = "its parent " + task.id() + " was cancelled";
        pending.add(new Consequence.Cancelled(child, why));
      }
    }
    tellWaiters(task.id(), "its dependency " + task.id() + " was cancelled");
  }

  private void tellWaiters(TaskId lost, String reason) {
    for (TaskId waiter : draft.tasks().relations().waitersOf(lost)) {
      pending.add(new Consequence.Bereft(waiter, lost, reason));
    }
  }

  private void bereave(Task waiter, Consequence.Bereft bereft) {
    boolean waits =
        waiter.state() instanceof TaskState.Blocked
            || waiter.state() instanceof TaskState.Submitted;
    if (waits && draft.tasks().isDoomedBy(waiter, bereft.lost())) {
      cancelNow(waiter, bereft.reason());
    } else {
      complete(waiter);
    }
  }

  private void rest(Task task) {
    Collection<TaskId> awaited =
        switch (task.state()) {
          case TaskState.Blocked blocked -> blocked.waitingFor();
          case TaskState.Submitted _ -> draft.tasks().openParts(task);
          case TaskState _ -> List.of();
        };
    Optional<TaskId> lost =
        awaited.stream().filter(other -> draft.tasks().isDoomedBy(task, other)).findFirst();
    if (lost.isPresent()) {
      String end =
          draft.tasks().fateOf(lost.get()) == Tasks.Fate.FAILED ? " failed" : " was cancelled";
      cancelNow(task, "its dependency " + lost.get() + end);
    } else {
      complete(task);
    }
  }

  private void complete(Task task) {
    if (task.state() instanceof TaskState.Submitted submitted) {
      if (draft.tasks().openParts(task).isEmpty() && !needsProof(task)) {
        finish(task.id(), new Evidence.Word(submitted.holder()));
      }
      return;
    }
    if (!(task.state() instanceof TaskState.Available)) {
      return;
    }
    Collection<TaskId> parts = draft.tasks().relations().childrenOf(task.id());
    if (parts.isEmpty()) {
      return;
    }
    List<TaskId> done =
        parts.stream().filter(part -> draft.tasks().fateOf(part) == Tasks.Fate.DONE).toList();
    if (done.isEmpty()) {
      cancelNow(task, "none of its parts was done");
    } else {
      finish(task.id(), new Evidence.Parts(done));
    }
  }

  /// Whether rowlock can and must prove the work itself: it has checks, or it is merged.
  private boolean needsProof(Task task) {
    return !task.spec().work().checks().isEmpty()
        || task.spec()
            .links()
            .run()
            .flatMap(name -> draft.board().run(name))
            .flatMap(Run::integration)
            .isPresent();
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
