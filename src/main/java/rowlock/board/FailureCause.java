package rowlock.board;

/// Why an attempt ended without success.
public enum FailureCause {
  /// The agent said so.
  REPORTED,
  /// The lease ran out.
  LEASE_EXPIRED,
  /// It took longer than the task's time-out.
  TIMED_OUT,
  /// A check was red on the merged result.
  CHECK_FAILED,
  /// The work does not merge.
  CONFLICT,
  /// The work breaks the rules: paths outside its scope, no commit.
  REFUSED,
  /// The agent ended without a word.
  AGENT_GONE
}
