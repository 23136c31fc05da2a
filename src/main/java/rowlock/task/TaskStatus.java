package rowlock.task;

import java.util.Locale;

/// Where a task stands.
public enum TaskStatus {
  /// Waits for dependencies or for its children.
  BLOCKED,
  /// May be claimed.
  AVAILABLE,
  /// Handed to an agent that has not begun.
  CLAIMED,
  /// Being worked on.
  IN_PROGRESS,
  /// Handed in, not proved yet.
  SUBMITTED,
  /// Proved, or done on the agent's word where there was nothing to prove it by.
  DONE,
  /// The last attempt failed; either a retry is due or the task has failed for good.
  FAILED,
  /// Nobody wants it any more.
  CANCELLED;

  /// The name in every interface: lower case with underscores.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
