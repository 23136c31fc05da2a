package rowlock.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePSet;
import rowlock.task.Durations;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// What time alone brings about.
final class TimeRules {
  /// The most that one tick does; what is left is due at once again.
  static final int MAX_PER_TICK = 1_000;

  private final Draft draft;

  TimeRules(Draft draft) {
    this.draft = draft;
  }

  Decision tick() {
    expireLeases();
    fireTimers();
    archive();
    return draft.accept();
  }

  private void expireLeases() {
    if (graceUntil().filter(until -> draft.now().isBefore(until)).isPresent()) {
      return;
    }
    for (Agenda.Due due = first(draft.tasks().agenda().leases());
        due != null && draft.size() < MAX_PER_TICK;
        due = first(draft.tasks().agenda().leases())) {
      Task task = draft.tasks().require(due.task());
      Lease lease = task.lease().orElseThrow();
      String reason =
          "%s did not renew its lease of %s"
              .formatted(lease.holder(), Durations.format(lease.length()));
      new Endings(draft).attemptFailed(task, FailureCause.LEASE_EXPIRED, reason);
    }
  }

  private void fireTimers() {
    for (Agenda.Due due = first(draft.tasks().agenda().timers());
        due != null && draft.size() < MAX_PER_TICK;
        due = first(draft.tasks().agenda().timers())) {
      Task task = draft.tasks().require(due.task());
      if (task.state() instanceof TaskState.Failed) {
        draft.emit(new Event.RetryDue(task.id()));
        new Endings(draft).settle(task.id());
      } else {
        Duration timeout = task.spec().terms().timeout();
        String reason = "took longer than its time-out of " + Durations.format(timeout);
        new Endings(draft).attemptFailed(task, FailureCause.TIMED_OUT, reason);
      }
    }
  }

  private void archive() {
    Instant before = draft.now().minus(draft.ledger().duration(Setting.ARCHIVE_AFTER));
    List<TaskId> leaving = new ArrayList<>();
    for (Agenda.Due finished : draft.tasks().agenda().finished()) {
      if (!finished.at().isBefore(before) || leaving.size() == MAX_PER_TICK) {
        break;
      }
      if (isNoLongerNeeded(finished.task())) {
        leaving.add(finished.task());
      }
    }
    if (!leaving.isEmpty()) {
      draft.emit(new Event.TasksArchived(leaving));
    }
  }

  /// A task stays while another one still waits, so that it can be told what for.
  private boolean isNoLongerNeeded(TaskId id) {
    return draft.tasks().relations().waitersOf(id).stream()
        .allMatch(waiter -> draft.find(waiter).map(Task::isFinished).orElse(true));
  }

  /// The first that is due, or nothing.
  private Agenda.@Nullable Due first(TreePSet<Agenda.Due> set) {
    return set.isEmpty() || set.first().at().isAfter(draft.now()) ? null : set.first();
  }

  Decision grantGrace() {
    Instant until = draft.now().plus(draft.ledger().duration(Setting.GRACE));
    if (graceUntil().filter(already -> !already.isBefore(until)).isEmpty()) {
      draft.emit(new Event.GraceGranted(until));
    }
    return draft.accept();
  }

  Decision markRestored(Command.MarkRestored command) {
    long reach = Math.max(command.highestPosition(), draft.board().position());
    draft.emit(
        new Event.JournalRestored(Math.addExact(draft.ledger().outages().fenceBase(), reach)));
    return draft.accept();
  }

  private Optional<Instant> graceUntil() {
    return draft.ledger().outages().graceUntil();
  }
}
