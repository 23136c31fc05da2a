package rowlock.git;

import java.util.regex.Pattern;

/// The name of a branch that rowlock may create, move or check out.
///
/// Narrower than git's own rule, so that a name is safe as an argument, a file name and in a log:
/// nothing that could be an option, a path upwards, a revision expression or a look-alike.
///
/// @param value 1 to 200 ASCII letters, digits and `. _ - + / @ = ,`; each part between slashes
///   starts with a letter, a digit or `_`, does not end in `.` or `.lock`, and has no `..` or `@{`
public record BranchName(String value) implements Comparable<BranchName> {
  static final int MAX_LENGTH = 200;
  private static final String PREFIX = "refs/heads/";
  private static final Pattern SHAPE =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+@=,-]*(/[A-Za-z0-9_][A-Za-z0-9._+@=,-]*)*");

  public BranchName {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "not a branch name that rowlock uses: "
              + Printable.of(value)
              + "; letters, digits and . _ - + @ = , in parts separated by /, at most "
              + MAX_LENGTH);
    }
  }

  /// Whether a text can be a branch name; `HEAD` and everything like an object name is refused too,
  /// because git would understand it as something else.
  public static boolean isWellFormed(String text) {
    return text.length() <= MAX_LENGTH
        && SHAPE.matcher(text).matches()
        && RefName.isWellFormed(PREFIX + text)
        && !text.contains("./")
        && !text.equals("HEAD")
        && !ObjectName.isWellFormed(text);
  }

  /// The full name of the branch's ref.
  public RefName ref() {
    return new RefName(PREFIX + value);
  }

  @Override
  public int compareTo(BranchName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
