package rowlock.board;

import static rowlock.task.TaskStatus.AVAILABLE;
import static rowlock.task.TaskStatus.BLOCKED;
import static rowlock.task.TaskStatus.CANCELLED;
import static rowlock.task.TaskStatus.CLAIMED;
import static rowlock.task.TaskStatus.DONE;
import static rowlock.task.TaskStatus.FAILED;
import static rowlock.task.TaskStatus.IN_PROGRESS;
import static rowlock.task.TaskStatus.SUBMITTED;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowlock.task.TaskId;
import rowlock.task.TaskStatus;

/// Which events may befall a task, by where it stands, and where it may stand then: the state
/// machine as one table. The rules do not read it; the invariants and the tests hold them to it.
final class Transitions {
  private static final Map<Class<? extends Event.OfTask>, Row> TABLE =
      Map.ofEntries(
          Map.entry(Event.TaskAdded.class, row(none(), resting())),
          Map.entry(Event.TaskClaimed.class, row(EnumSet.of(AVAILABLE), EnumSet.of(CLAIMED))),
          Map.entry(Event.TaskStarted.class, row(EnumSet.of(CLAIMED), EnumSet.of(IN_PROGRESS))),
          Map.entry(Event.LeaseRenewed.class, row(held(), held())),
          Map.entry(
              Event.ClaimReleased.class,
              row(EnumSet.of(CLAIMED, IN_PROGRESS, SUBMITTED), resting())),
          Map.entry(
              Event.AttemptFailed.class,
              row(
                  EnumSet.of(CLAIMED, IN_PROGRESS, SUBMITTED),
                  EnumSet.of(AVAILABLE, BLOCKED, FAILED))),
          Map.entry(Event.RetryDue.class, row(EnumSet.of(FAILED), resting())),
          Map.entry(Event.TaskSubmitted.class, row(EnumSet.of(IN_PROGRESS), EnumSet.of(SUBMITTED))),
          Map.entry(Event.TaskDone.class, row(EnumSet.of(AVAILABLE, SUBMITTED), EnumSet.of(DONE))),
          Map.entry(
              Event.TaskCancelled.class,
              row(EnumSet.complementOf(EnumSet.of(DONE, CANCELLED)), EnumSet.of(CANCELLED))),
          Map.entry(Event.TaskRetried.class, row(EnumSet.of(FAILED), resting())),
          Map.entry(Event.PriorityChanged.class, row(wanted(), wanted())),
          Map.entry(Event.TasksArchived.class, row(EnumSet.of(DONE, CANCELLED), none())),
          Map.entry(Event.GroupCreated.class, row(none(), none())));

  private Transitions() {}

  /// One line of the table.
  ///
  /// @param before where the task may stand when the event comes
  /// @param after where it may stand then
  record Row(Set<TaskStatus> before, Set<TaskStatus> after) {}

  static Map<Class<? extends Event.OfTask>, Row> table() {
    return TABLE;
  }

  static Row of(Event.OfTask event) {
    return Optional.ofNullable(TABLE.get(event.getClass())).orElseThrow();
  }

  /// The task an event is about, if it is about one that was there before.
  static Optional<TaskId> subject(Event.OfTask event) {
    return switch (event) {
      case Event.TaskAdded e -> Optional.of(e.task());
      case Event.TaskClaimed e -> Optional.of(e.task());
      case Event.TaskStarted e -> Optional.of(e.task());
      case Event.LeaseRenewed e -> Optional.of(e.task());
      case Event.ClaimReleased e -> Optional.of(e.task());
      case Event.AttemptFailed e -> Optional.of(e.task());
      case Event.RetryDue e -> Optional.of(e.task());
      case Event.TaskSubmitted e -> Optional.of(e.task());
      case Event.TaskDone e -> Optional.of(e.task());
      case Event.TaskCancelled e -> Optional.of(e.task());
      case Event.TaskRetried e -> Optional.of(e.task());
      case Event.PriorityChanged e -> Optional.of(e.task());
      case Event.TasksArchived e -> Optional.empty();
      case Event.GroupCreated e -> Optional.empty();
    };
  }

  private static Row row(Set<TaskStatus> before, Set<TaskStatus> after) {
    return new Row(Set.copyOf(before), Set.copyOf(after));
  }

  private static Set<TaskStatus> none() {
    return EnumSet.noneOf(TaskStatus.class);
  }

  private static Set<TaskStatus> resting() {
    return EnumSet.of(AVAILABLE, BLOCKED);
  }

  private static Set<TaskStatus> held() {
    return EnumSet.of(CLAIMED, IN_PROGRESS);
  }

  private static Set<TaskStatus> wanted() {
    return EnumSet.complementOf(EnumSet.of(DONE, CANCELLED));
  }
}
