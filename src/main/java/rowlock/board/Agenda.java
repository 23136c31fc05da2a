package rowlock.board;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePSet;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// What becomes due when: claims that end, retries, tasks that leave for the archive.
///
/// @param claims moments at which claims end, by the lease or by the time-out, whichever is first
/// @param retries ends of waits for a retry
/// @param finished moments at which tasks were done or cancelled
record Agenda(TreePSet<Due> claims, TreePSet<Due> retries, TreePSet<Due> finished) {
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
  /// @param graceUntil no claim ends before
  Optional<Instant> next(Optional<Instant> graceUntil) {
    Optional<Instant> claim =
        claims.isEmpty() ? Optional.empty() : Optional.of(later(claims.first().at(), graceUntil));
    Optional<Instant> retry =
        retries.isEmpty() ? Optional.empty() : Optional.of(retries.first().at());
    return claim.isPresent() && retry.isPresent()
        ? claim.filter(at -> at.isBefore(retry.get())).or(() -> retry)
        : claim.or(() -> retry);
  }

  /// When an attempt has taken too long, if it has begun.
  static Optional<Instant> timeout(Task task) {
    return task.state() instanceof TaskState.InProgress working
        ? Optional.of(working.since().plus(task.spec().terms().timeout()))
        : Optional.empty();
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
      case TaskState.Held held -> {
        Instant lease = held.lease().until();
        Instant end = timeout(task).filter(at -> at.isBefore(lease)).orElse(lease);
        yield new Agenda(change.on(claims, new Due(end, id)), retries, finished);
      }
      case TaskState.Failed failed ->
          failed.retryAt().isPresent()
              ? new Agenda(
                  claims, change.on(retries, new Due(failed.retryAt().get(), id)), finished)
              : this;
      case TaskState.Done done ->
          new Agenda(claims, retries, change.on(finished, new Due(done.at(), id)));
      case TaskState.Cancelled cancelled ->
          new Agenda(claims, retries, change.on(finished, new Due(cancelled.at(), id)));
      case TaskState.Blocked blocked -> this;
      case TaskState.Available available -> this;
      case TaskState.Submitted submitted -> this;
    };
  }
}
