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

  /// The most finished tasks that one tick looks at for the archive.
  static final int MAX_SEEN_PER_TICK = 10_000;

  private final Draft draft;

  TimeRules(Draft draft) {
    this.draft = draft;
  }

  Decision tick() {
    endClaims();
    retry();
    archive();
    new OperatorRules(draft).unpark();
    return draft.accept();
  }

  /// In a grace period no claim ends, for nobody could renew or submit in the outage before it.
  private void endClaims() {
    if (graceUntil().filter(until -> draft.now().isBefore(until)).isPresent()) {
      return;
    }
    for (Agenda.Due due = first(draft.tasks().agenda().claims());
        due != null && draft.size() < MAX_PER_TICK;
        due = first(draft.tasks().agenda().claims())) {
      endClaim(draft.tasks().require(due.task()));
    }
  }

  private void endClaim(Task task) {
    Lease lease = task.lease().orElseThrow();
    if (Agenda.timeout(task).filter(at -> at.isBefore(lease.until())).isPresent()) {
      Duration timeout = task.spec().terms().timeout();
      String reason = "took longer than its time-out of " + Durations.format(timeout);
      new Endings(draft).attemptFailed(task, FailureCause.TIMED_OUT, reason);
    } else {
      String reason =
          "%s did not renew its lease of %s"
              .formatted(lease.holder(), Durations.format(lease.length()));
      new Endings(draft).attemptFailed(task, FailureCause.LEASE_EXPIRED, reason);
    }
  }

  private void retry() {
    for (Agenda.Due due = first(draft.tasks().agenda().retries());
        due != null && draft.size() < MAX_PER_TICK;
        due = first(draft.tasks().agenda().retries())) {
      draft.emit(new Event.RetryDue(due.task()));
      new Endings(draft).settle(due.task());
    }
  }

  private void archive() {
    Instant before = draft.now().minus(draft.ledger().duration(Setting.ARCHIVE_AFTER));
    List<TaskId> leaving = new ArrayList<>();
    int seen = 0;
    for (Agenda.Due finished : draft.tasks().agenda().finished()) {
      if (!finished.at().isBefore(before)
          || leaving.size() == MAX_PER_TICK
          || ++seen > MAX_SEEN_PER_TICK) {
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

  /// A task stays while one that waited for it may wait again, so that it can be told what for, and
  /// while one of its parts is there, which inherits from it.
  private boolean isNoLongerNeeded(TaskId id) {
    Relations relations = draft.tasks().relations();
    return relations.childrenOf(id).isEmpty()
        && relations.waitersOf(id).stream().allMatch(this::isEnded);
  }

  private boolean isEnded(TaskId id) {
    return draft
        .find(id)
        .map(task ->
            task.state() instanceof TaskState.Done || task.state() instanceof TaskState.Cancelled)
        .orElse(true);
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

  /// Whoever held a task when the backup was made may have lost it since: all claims end, and from
  /// here on fences are higher than any that was given before.
  Decision markRestored(Command.MarkRestored command) {
    for (TaskId task : draft.tasks().census().allHeld()) {
      draft.emit(new Event.ClaimReleased(task, "the journal was restored from a backup"));
      new Endings(draft).settle(task);
    }
    long base = Math.max(command.highestFence(), draft.ledger().outages().fenceBase());
    draft.emit(new Event.JournalRestored(base));
    return draft.accept();
  }

  private Optional<Instant> graceUntil() {
    return draft.ledger().outages().graceUntil();
  }
}
