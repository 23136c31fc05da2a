package rowlock.task;

import java.time.Instant;
import java.util.Optional;
import org.pcollections.PSortedSet;

/// Where a task stands, with what is known only there.
public sealed interface TaskState {
  /// The status this state is shown as.
  TaskStatus status();

  /// A state in which one agent holds the task.
  sealed interface Held extends TaskState {
    /// The holder's right.
    Lease lease();
  }

  /// Waits for other tasks.
  ///
  /// @param waitingFor dependencies and children that are not done, never empty
  record Blocked(PSortedSet<TaskId> waitingFor) implements TaskState {
    public Blocked {
      if (waitingFor.isEmpty()) {
        throw new IllegalArgumentException("a blocked task waits for something");
      }
    }

    @Override
    public TaskStatus status() {
      return TaskStatus.BLOCKED;
    }
  }

  /// May be claimed.
  ///
  /// @param since when it became so; the longer ago, the more urgent
  record Available(Instant since) implements TaskState {
    @Override
    public TaskStatus status() {
      return TaskStatus.AVAILABLE;
    }
  }

  /// Handed out, not begun.
  record Claimed(Lease lease) implements Held {
    @Override
    public TaskStatus status() {
      return TaskStatus.CLAIMED;
    }
  }

  /// Being worked on.
  ///
  /// @param lease the holder's right
  /// @param since when the work began; the time-out counts from here
  record InProgress(Lease lease, Instant since) implements Held {
    @Override
    public TaskStatus status() {
      return TaskStatus.IN_PROGRESS;
    }
  }

  /// Handed in. The lease no longer runs: proving it is rowlock's work now, not the agent's.
  ///
  /// @param holder who handed it in
  /// @param fence the fence of that claim; the verdict must show it
  /// @param since when
  /// @param submission what was handed in
  record Submitted(AgentId holder, long fence, Instant since, Submission submission)
      implements TaskState {
    @Override
    public TaskStatus status() {
      return TaskStatus.SUBMITTED;
    }
  }

  /// Finished.
  ///
  /// @param at when
  /// @param submission what was handed in, if an agent did it
  /// @param evidence why it counts as done
  record Done(Instant at, Optional<Submission> submission, Evidence evidence) implements TaskState {
    @Override
    public TaskStatus status() {
      return TaskStatus.DONE;
    }
  }

  /// The last attempt failed.
  ///
  /// @param at when
  /// @param reason why
  /// @param retryAt when it becomes available again; empty when it has failed for good
  record Failed(Instant at, String reason, Optional<Instant> retryAt) implements TaskState {
    @Override
    public TaskStatus status() {
      return TaskStatus.FAILED;
    }
  }

  /// Given up.
  record Cancelled(Instant at, String reason) implements TaskState {
    @Override
    public TaskStatus status() {
      return TaskStatus.CANCELLED;
    }
  }
}
