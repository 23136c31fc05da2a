package rowlock.git;

import java.util.Optional;

/// Whether refs were changed.
public sealed interface RefUpdate {
  /// All were changed.
  record Updated() implements RefUpdate {}

  /// None was changed, because one was not where it was expected.
  ///
  /// @param ref the first ref found elsewhere
  /// @param actual the commit it is at; empty if it does not exist
  record Moved(RefName ref, Optional<CommitId> actual) implements RefUpdate {}
}
