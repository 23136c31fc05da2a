package rowlock.kind;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import rowlock.task.Text;

/// Regular expressions from descriptions.
final class Patterns {
  private static final int LONGEST = 1_000;

  private Patterns() {}

  /// @throws IllegalArgumentException if it is not a regular expression; it names the field
  static Pattern checked(String field, String pattern) {
    if (pattern.length() > LONGEST) {
      throw new IllegalArgumentException(
          field + ": a pattern has at most " + LONGEST + " characters");
    }
    try {
      return compiled(pattern);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "%s: %s is not a regular expression: %s"
              .formatted(field, Text.quote(pattern), wrong.getDescription()),
          wrong);
    }
  }

  static Pattern compiled(String pattern) {
    return Pattern.compile(pattern);
  }
}
