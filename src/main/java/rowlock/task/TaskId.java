package rowlock.task;

import java.util.regex.Pattern;

/// The name of a task, unique on its board for ever.
///
/// @param value 1 to 64 letters, digits, `.`, `_` or `-`, starting with a letter or digit; so it
///   can stand in a branch name, a file name and an argument list without quoting
public record TaskId(String value) implements Comparable<TaskId> {
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public TaskId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "a task id is 1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit");
    }
  }

  /// Whether a text can be a task id; `..` and a trailing `.` or `.lock` are refused for git's
  /// sake.
  public static boolean isWellFormed(String text) {
    return WELL_FORMED.matcher(text).matches()
        && !text.contains("..")
        && !text.endsWith(".")
        && !text.endsWith(".lock");
  }

  @Override
  public int compareTo(TaskId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
