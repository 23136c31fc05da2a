package rowlock.git;

import java.util.Optional;

/// What a ref is to become, and what it must be before.
///
/// @param expected the commit it must be at; empty: it must not exist
/// @param next the commit it shall be at; empty: it shall be deleted
public record RefChange(RefName ref, Optional<CommitId> expected, Optional<CommitId> next) {
  public RefChange {
    if (expected.isEmpty() && next.isEmpty()) {
      throw new IllegalArgumentException(ref + " cannot be deleted if it must not exist");
    }
  }

  /// A ref that must not exist yet.
  public static RefChange create(RefName ref, CommitId next) {
    return new RefChange(ref, Optional.empty(), Optional.of(next));
  }

  /// A ref that is moved from one commit to another.
  public static RefChange move(RefName ref, CommitId expected, CommitId next) {
    return new RefChange(ref, Optional.of(expected), Optional.of(next));
  }

  /// A ref that is deleted.
  public static RefChange delete(RefName ref, CommitId expected) {
    return new RefChange(ref, Optional.of(expected), Optional.empty());
  }
}
