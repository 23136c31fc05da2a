package rowlock.task;

/// What becomes of a task when one of its dependencies fails for good or is cancelled.
public enum DependencyPolicy {
  /// It waits until the dependency is retried and done.
  BLOCK,
  /// It goes on as if the dependency were done.
  SKIP,
  /// It is cancelled, too.
  CANCEL
}
