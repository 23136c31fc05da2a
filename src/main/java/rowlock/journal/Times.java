package rowlock.journal;

import java.time.Instant;
import java.time.LocalDate;

/// Times as the journal writes them: ISO-8601 in UTC with all their digits.
///
/// Every entry holds one or two, and the JDK's general parser took half of the time that decoding
/// an entry takes; so the usual form is read here.
final class Times {
  /// `2026-11-21T12:00:00Z`, of which the last letter may follow a fraction of 1 to 9 digits.
  private static final String SHORTEST = "dddd-dd-ddTdd:dd:ddZ";

  private static final int SECONDS_END = SHORTEST.length() - 1;
  private static final int MAX_FRACTION = 9;
  private static final int SECONDS_PER_DAY = 86_400;

  private Times() {}

  static String format(Instant time) {
    return time.toString();
  }

  /// @throws java.time.DateTimeException if it is not a time
  static Instant parse(String text) {
    return isUsual(text) ? usual(text) : Instant.parse(text);
  }

  /// Whether it has the usual form, and a time of day without a leap second.
  private static boolean isUsual(String text) {
    int fraction = text.length() - SHORTEST.length() - 1;
    if (fraction == 0 || fraction > MAX_FRACTION || !text.endsWith("Z")) {
      return false;
    }
    if (fraction > 0 && (text.charAt(SECONDS_END) != '.' || !areDigits(text, SECONDS_END + 1))) {
      return false;
    }
    for (int i = 0; i < SECONDS_END; i++) {
      char wanted = SHORTEST.charAt(i);
      if (i >= text.length() || (wanted == 'd' ? !isDigit(text, i) : text.charAt(i) != wanted)) {
        return false;
      }
    }
    return text.charAt(SECONDS_END) == (fraction > 0 ? '.' : 'Z')
        && number(text, 11, 13) < 24
        && number(text, 14, 16) < 60
        && number(text, 17, 19) < 60;
  }

  private static Instant usual(String text) {
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    int second = (number(text, 11, 13) * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
    int end = text.length() - 1;
    int nanos = end > SECONDS_END ? number(text, SECONDS_END + 1, end) : 0;
    for (int digits = end - SECONDS_END - 1; digits >= 0 && digits < MAX_FRACTION; digits++) {
      nanos *= 10;
    }
    return Instant.ofEpochSecond(day * SECONDS_PER_DAY + second, nanos);
  }

  private static boolean areDigits(String text, int from) {
    for (int i = from; i < text.length() - 1; i++) {
      if (!isDigit(text, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
