package rowlock.access;

import rowlock.task.TaskId;

/// The claim a token belongs to.
///
/// @param task the claimed task
/// @param fence the fence given with the claim
public record Claim(TaskId task, long fence) {
  public Claim {
    if (fence <= 0) {
      throw new IllegalArgumentException("fence: must be positive, not " + fence);
    }
  }
}
