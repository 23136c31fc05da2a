package rowlock.git;

import java.util.regex.Pattern;

/// The name of a worktree in its pool.
///
/// @param value 1 to 64 ASCII letters, digits, `-` and `_`, starting with a letter or digit; so it
///   can be a file name and a part of a ref
public record WorktreeName(String value) implements Comparable<WorktreeName> {
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  public WorktreeName {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "not the name of a worktree: "
              + Printable.of(value)
              + "; 1 to 64 letters, digits, - and _, starting with a letter or digit");
    }
  }

  /// Whether a text can be the name of a worktree.
  public static boolean isWellFormed(String text) {
    return WELL_FORMED.matcher(text).matches();
  }

  @Override
  public int compareTo(WorktreeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
