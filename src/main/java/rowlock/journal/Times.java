package rowlock.journal;

import java.time.Instant;

/// Times as the journal writes them: ISO-8601 in UTC with all their digits.
final class Times {
  private Times() {}

  static String format(Instant time) {
    return time.toString();
  }

  /// @throws java.time.DateTimeException if it is not a time
  static Instant parse(String text) {
    return Instant.parse(text);
  }
}
