package rowlock.board;

import java.time.Instant;
import java.util.Optional;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;
import rowlock.task.AgentId;
import rowlock.task.Attempt;
import rowlock.task.Lease;
import rowlock.task.Links;
import rowlock.task.Submission;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// What each event about tasks makes of them. Holds no rule: whether an event may happen was
/// decided before it was stored.
final class TaskReplay {
  private final Tasks tasks;
  private final Instant at;
  private final long fence;

  /// @param tasks before the event
  /// @param at when it happened
  /// @param fence the fence it makes, should it be a claim
  TaskReplay(Tasks tasks, Instant at, long fence) {
    this.tasks = tasks;
    this.at = at;
    this.fence = fence;
  }

  Tasks apply(Event.OfTask event) {
    return switch (event) {
      case Event.TaskAdded added -> added(added);
      case Event.TaskClaimed claimed -> {
        Lease lease = new Lease(claimed.agent(), fence, claimed.until(), claimed.length());
        yield put(claimed.task(), new TaskState.Claimed(lease));
      }
      case Event.TaskStarted started ->
          put(started.task(), new TaskState.InProgress(lease(started.task()), at));
      case Event.LeaseRenewed renewed -> renewed(renewed);
      case Event.ClaimReleased released -> rested(tasks.require(released.task()));
      case Event.AttemptFailed failed -> attemptFailed(failed);
      case Event.RetryDue due -> rested(tasks.require(due.task()));
      case Event.TaskSubmitted submitted -> submitted(submitted);
      case Event.TaskDone done -> done(done);
      case Event.TaskCancelled cancelled -> {
        Task task = tasks.require(cancelled.task());
        TaskState end = new TaskState.Cancelled(at, cancelled.reason());
        yield unblockWaiters(tasks.put(task.in(end)), task.id());
      }
      case Event.TaskRetried retried -> retried(tasks.require(retried.task()));
      case Event.PriorityChanged changed -> {
        Task task = tasks.require(changed.task());
        yield tasks.put(task.wanting(task.spec().with(task.spec().terms().at(changed.priority()))));
      }
      case Event.TasksArchived archived -> {
        Tasks next = tasks;
        for (TaskId id : archived.tasks()) {
          next = next.archive(id);
        }
        yield next;
      }
      case Event.GroupCreated created ->
          tasks.plus(new Group(created.group(), created.title(), created.barrier()));
    };
  }

  private Tasks retried(Task task) {
    Tasks next = tasks.put(task.renewed(tasks.resting(task, at)));
    for (TaskId waiter : next.relations().waitersOf(task.id())) {
      next = blockOn(next, waiter, task.id());
    }
    return next;
  }

  private Tasks added(Event.TaskAdded event) {
    Task task = Task.added(event.task(), event.spec(), at, new TaskState.Available(at));
    Tasks next = tasks.add(task);
    next = next.put(task.in(next.resting(task, at)));
    Links links = event.spec().links();
    if (links.parent().isPresent()) {
      next = blockOn(next, links.parent().get(), task.id());
    }
    Optional<TaskId> barrier =
        links
            .group()
            .flatMap(name -> Optional.ofNullable(tasks.relations().groups().get(name)))
            .flatMap(Group::barrier);
    return barrier.isPresent() ? blockOn(next, barrier.get(), task.id()) : next;
  }

  /// A task that nobody works on got something to wait for. Only the new link is looked at: a
  /// barrier may have very many.
  private static Tasks blockOn(Tasks next, TaskId id, TaskId awaited) {
    Optional<Task> waiter = next.find(id);
    if (waiter.isEmpty()) {
      return next;
    }
    return switch (waiter.get().state()) {
      case TaskState.Available available ->
          next.put(waiter.get().in(new TaskState.Blocked(TreePSet.singleton(awaited))));
      case TaskState.Blocked blocked ->
          next.put(waiter.get().in(new TaskState.Blocked(blocked.waitingFor().plus(awaited))));
      case TaskState.Held held -> next;
      case TaskState.Submitted submitted -> next;
      case TaskState.Done done -> next;
      case TaskState.Failed failed -> next;
      case TaskState.Cancelled cancelled -> next;
    };
  }

  private Tasks renewed(Event.LeaseRenewed event) {
    Task task = tasks.require(event.task());
    Lease lease = lease(event.task()).renewedUntil(event.until());
    return tasks.put(
        task.in(
            task.state() instanceof TaskState.InProgress working
                ? new TaskState.InProgress(lease, working.since())
                : new TaskState.Claimed(lease)));
  }

  private Tasks attemptFailed(Event.AttemptFailed event) {
    Task task = tasks.require(event.task());
    Attempt attempt = new Attempt(holder(task), fence(task), at, event.reason());
    boolean now = event.retryAt().filter(when -> !when.isAfter(at)).isPresent();
    TaskState next =
        now ? tasks.resting(task, at) : new TaskState.Failed(at, event.reason(), event.retryAt());
    Tasks after = tasks.put(task.after(attempt, next));
    return event.retryAt().isPresent() ? after : unblockWaiters(after, task.id());
  }

  private Tasks submitted(Event.TaskSubmitted event) {
    Task task = tasks.require(event.task());
    Lease lease = lease(event.task());
    return tasks.put(
        task.in(new TaskState.Submitted(lease.holder(), lease.fence(), at, event.submission())));
  }

  private Tasks done(Event.TaskDone event) {
    Task task = tasks.require(event.task());
    Optional<Submission> submission =
        task.state() instanceof TaskState.Submitted submitted
            ? Optional.of(submitted.submission())
            : Optional.empty();
    TaskState end = new TaskState.Done(at, submission, event.evidence());
    return unblockWaiters(tasks.put(task.in(end)), task.id());
  }

  /// Frees whoever waited for a task and need not any more.
  private Tasks unblockWaiters(Tasks next, TaskId awaited) {
    Tasks after = next;
    for (TaskId id : next.relations().waitersOf(awaited)) {
      Optional<Task> waiter = after.find(id);
      if (waiter.isPresent()
          && waiter.get().state() instanceof TaskState.Blocked blocked
          && blocked.waitingFor().contains(awaited)
          && after.isSettledFor(waiter.get(), awaited)) {
        PSortedSet<TaskId> left = blocked.waitingFor().minus(awaited);
        after =
            after.put(
                waiter
                    .get()
                    .in(
                        left.isEmpty()
                            ? new TaskState.Available(at)
                            : new TaskState.Blocked(left)));
      }
    }
    return after;
  }

  private Tasks rested(Task task) {
    return tasks.put(task.in(tasks.resting(task, at)));
  }

  private Tasks put(TaskId id, TaskState state) {
    return tasks.put(tasks.require(id).in(state));
  }

  private Lease lease(TaskId id) {
    return tasks
        .require(id)
        .lease()
        .orElseThrow(() -> new IllegalStateException("nobody holds task " + id));
  }

  private static AgentId holder(Task task) {
    return switch (task.state()) {
      case TaskState.Held held -> held.lease().holder();
      case TaskState.Submitted submitted -> submitted.holder();
      default -> throw new IllegalStateException("task " + task.id() + " had no attempt to fail");
    };
  }

  private static long fence(Task task) {
    return task.state() instanceof TaskState.Submitted submitted
        ? submitted.fence()
        : task.lease().orElseThrow().fence();
  }
}
