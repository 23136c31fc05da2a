package rowlock.git;

/// What an agent's work in a worktree came to.
public sealed interface Collected {
  /// The agent has changed nothing.
  record Nothing() implements Collected {}

  /// The agent's work, all of it committed on its branch.
  record Work(CommitId tip, Origin origin) implements Collected {}

  /// The worktree is in a state that cannot be taken as finished work; nothing was changed.
  ///
  /// @param reason one sentence that tells the agent what to do
  record Refused(String reason) implements Collected {}

  /// Who committed.
  enum Origin {
    /// The agent did, everything.
    AGENT,
    /// The agent left everything uncommitted, and it was committed for it.
    LEFT_BEHIND,
    /// The agent committed some, and the rest was committed for it.
    BOTH
  }
}
