package rowlock.git;

import java.util.regex.Pattern;

/// The rule for the full name of an object: 40 (SHA-1) or 64 (SHA-256) lower-case hex digits.
final class ObjectName {
  private static final Pattern WELL_FORMED = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private ObjectName() {}

  static boolean isWellFormed(String text) {
    return WELL_FORMED.matcher(text).matches();
  }

  static String checked(String text) {
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException("an object name is 40 or 64 lower-case hex digits");
    }
    return text;
  }
}
