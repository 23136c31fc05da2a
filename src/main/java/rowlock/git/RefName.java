package rowlock.git;

import java.util.regex.Pattern;

/// The full name of a ref, such as `refs/heads/main`.
///
/// @param value `refs/` and at least two parts after it, at most 400 characters; the rules of `git
///   check-ref-format`, and no control characters or blanks. A part may start with `-`, as users
///   have such refs: full names never look like options.
public record RefName(String value) implements Comparable<RefName> {
  static final int MAX_LENGTH = 400;
  private static final Pattern SHAPE = Pattern.compile("refs(/[^/\\p{Cntrl} ~^:?*\\[\\\\]+){2,}");

  public RefName {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not the full name of a ref: " + Printable.of(value));
    }
  }

  /// Whether a text can be the full name of a ref.
  public static boolean isWellFormed(String text) {
    return text.length() <= MAX_LENGTH
        && SHAPE.matcher(text).matches()
        && !text.contains("..")
        && !text.contains("@{")
        && !text.contains("/.")
        && !text.contains(".lock/")
        && !text.endsWith(".lock")
        && !text.endsWith(".");
  }

  /// This ref below another root: `refs/heads/main` under `refs/saved/1` is
  /// `refs/saved/1/heads/main`.
  RefName under(String root) {
    return new RefName(root + value.substring("refs".length()));
  }

  @Override
  public int compareTo(RefName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
