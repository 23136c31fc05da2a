package rowlock.board;

/// How a run ended.
public enum RunOutcome {
  /// Every task is done.
  DONE,
  /// Some tasks are done, some are not.
  PARTIAL,
  /// No task is done.
  FAILED,
  /// It was stopped and can be resumed.
  STOPPED
}
