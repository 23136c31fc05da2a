package rowlock.task;

import java.util.regex.Pattern;

/// The one rule for names that people and agents give to things.
///
/// Names end up in branch names, paths, window titles and argument lists, where anything else has
/// been an injection somewhere; so they are 1 to 64 letters, digits, `.`, `_` or `-`, start with a
/// letter or digit, and are legal inside a git ref.
public final class Name {
  /// The longest name, in characters.
  public static final int MAX_LENGTH = 64;

  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private Name() {}

  /// Whether a text is a well-formed name.
  public static boolean isWellFormed(String text) {
    return text.length() <= MAX_LENGTH
        && WELL_FORMED.matcher(text).matches()
        && !text.contains("..")
        && !text.endsWith(".")
        && !text.endsWith(".lock");
  }

  /// Returns the text if it is a well-formed name.
  ///
  /// @param what what is being named, for the message
  /// @throws IllegalArgumentException if it is not
  public static String require(String what, String text) {
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException(
          what
              + " "
              + Text.quote(text)
              + " is not a name: use 1 to 64 letters, digits, '.', '_' or '-', starting with a"
              + " letter or digit, without '..' and not ending in '.' or '.lock'");
    }
    return text;
  }
}
