package rowlock.board;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePSet;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// What becomes due when: leases that end, attempts that time out, retries, tasks that leave for
/// the archive.
///
/// @param leases ends of leases
/// @param timers time-outs of attempts and ends of waits for a retry
/// @param finished moments at which tasks were done or cancelled
record Agenda(TreePSet<Due> leases, TreePSet<Due> timers, TreePSet<Due> finished) {
  static final Agenda EMPTY = new Agenda(TreePSet.empty(), TreePSet.empty(), TreePSet.empty());

  /// A moment that matters for a task.
  record Due(Instant at, TaskId task) implements Comparable<Due> {
    private static final Comparator<Due> ORDER =
        Comparator.comparing(Due::at).thenComparing(Due::task);

    @Override
    public int compareTo(Due other) {
      return ORDER.compare(this, other);
    }
  }

  Agenda replace(@Nullable Task before, @Nullable Task after) {
    Agenda without = before == null ? this : change(before, TreePSet::minus);
    return after == null ? without : without.change(after, TreePSet::plus);
  }

  /// The next moment at which a rule wants to act.
  ///
  /// @param graceUntil no lease ends before
  Optional<Instant> next(Optional<Instant> graceUntil) {
    Optional<Instant> lease =
        leases.isEmpty() ? Optional.empty() : Optional.of(later(leases.first().at(), graceUntil));
    Optional<Instant> timer =
        timers.isEmpty() ? Optional.empty() : Optional.of(timers.first().at());
    return lease.isPresent() && timer.isPresent()
        ? lease.filter(at -> at.isBefore(timer.get())).or(() -> timer)
        : lease.or(() -> timer);
  }

  private static Instant later(Instant one, Optional<Instant> other) {
    return other.filter(at -> at.isAfter(one)).orElse(one);
  }

  private interface Change {
    TreePSet<Due> on(TreePSet<Due> set, Due due);
  }

  private Agenda change(Task task, Change change) {
    TaskId id = task.id();
    return switch (task.state()) {
      case TaskState.Claimed claimed ->
          new Agenda(change.on(leases, new Due(claimed.lease().until(), id)), timers, finished);
      case TaskState.InProgress working ->
          new Agenda(
              change.on(leases, new Due(working.lease().until(), id)),
              change.on(timers, new Due(working.since().plus(task.spec().terms().timeout()), id)),
              finished);
      case TaskState.Failed failed ->
          failed.retryAt().isPresent()
              ? new Agenda(leases, change.on(timers, new Due(failed.retryAt().get(), id)), finished)
              : this;
      case TaskState.Done done ->
          new Agenda(leases, timers, change.on(finished, new Due(done.at(), id)));
      case TaskState.Cancelled cancelled ->
          new Agenda(leases, timers, change.on(finished, new Due(cancelled.at(), id)));
      case TaskState.Blocked blocked -> this;
      case TaskState.Available available -> this;
      case TaskState.Submitted submitted -> this;
    };
  }
}
