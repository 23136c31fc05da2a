package rowlock.git;

/// What a checkout has checked out.
public sealed interface Head {
  /// The commit that is checked out.
  CommitId commit();

  /// A branch is checked out.
  ///
  /// @param branch the full name of its ref; the user's branches need not be [BranchName]s
  record OnBranch(RefName branch, CommitId commit) implements Head {}

  /// A commit is checked out without a branch.
  record Detached(CommitId commit) implements Head {}
}
