package rowlock.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What differs in a worktree from its HEAD, as `git status --porcelain=v2 -z` tells it.
///
/// @param head the commit of HEAD; empty on a branch without commits
/// @param staged whether the index differs from HEAD
/// @param changed raw paths of tracked files that differ from the index, and of untracked files
/// @param conflicts raw paths of files with an unresolved conflict
/// @param nested raw paths of untracked repositories inside the worktree, ending in `/`
record WorktreeStatus(
    Optional<CommitId> head,
    boolean staged,
    List<String> changed,
    List<String> conflicts,
    List<String> nested) {
  private static final String HEAD = "# branch.oid ";
  private static final int BLANKS_BEFORE_PATH = 8;
  private static final int BLANKS_BEFORE_PATH_IN_CONFLICT = 10;

  WorktreeStatus {
    changed = List.copyOf(changed);
    conflicts = List.copyOf(conflicts);
    nested = List.copyOf(nested);
  }

  static String[] question() {
    return new String[] {
      "status",
      "--porcelain=v2",
      "--branch",
      "-z",
      "--untracked-files=all",
      "--ignore-submodules=all",
      "--no-renames"
    };
  }

  /// Whether there is anything that is not committed.
  boolean isDirty() {
    return staged || !changed.isEmpty() || !conflicts.isEmpty() || !nested.isEmpty();
  }

  static WorktreeStatus of(List<String> fields) {
    Optional<CommitId> head = Optional.empty();
    boolean staged = false;
    List<String> changed = new ArrayList<>();
    List<String> conflicts = new ArrayList<>();
    List<String> nested = new ArrayList<>();
    for (String field : fields) {
      switch (field.charAt(0)) {
        case '#' -> head = head.or(() -> headOf(field));
        case '1' -> {
          staged |= field.charAt(2) != '.';
          if (field.charAt(3) != '.') {
            changed.add(path(field, BLANKS_BEFORE_PATH));
          }
        }
        case 'u' -> conflicts.add(path(field, BLANKS_BEFORE_PATH_IN_CONFLICT));
        case '?' -> (field.endsWith("/") ? nested : changed).add(field.substring(2));
        default -> throw new GitException("git status says what is not known: " + field);
      }
    }
    return new WorktreeStatus(head, staged, changed, conflicts, nested);
  }

  private static Optional<CommitId> headOf(String field) {
    return field.startsWith(HEAD) && ObjectName.isWellFormed(field.substring(HEAD.length()))
        ? Optional.of(new CommitId(field.substring(HEAD.length())))
        : Optional.empty();
  }

  private static String path(String field, int blanks) {
    int start = 0;
    for (int i = 0; i < blanks; i++) {
      start = field.indexOf(' ', start) + 1;
    }
    return field.substring(start);
  }
}
