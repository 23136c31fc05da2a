package rowlock.git;

import java.nio.file.Path;

/// Something that was found in a worktree and saved before the worktree was cleaned.
public sealed interface Parked {
  /// A commit of its own, or one made of what was not committed.
  ///
  /// @param ref where it is kept, below `refs/rowlock/parked/`
  record Work(RefName ref, CommitId commit) implements Parked {}

  /// What cannot be a commit: a repository made inside the worktree, or what took its place.
  ///
  /// @param from where it was
  /// @param to where it was moved to
  record Folder(Path from, Path to) implements Parked {}
}
