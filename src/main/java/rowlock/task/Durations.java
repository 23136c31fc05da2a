package rowlock.task;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as people write them: `90s`, `10m`, `1h30m`, `7d`, `250ms`.
public final class Durations {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?(?:(\\d{1,6})ms)?");

  private Durations() {}

  /// Reads a length of time; a bare number is minutes, as in plan files.
  ///
  /// @param field what it is for, for the message
  /// @throws IllegalArgumentException if it is not one
  public static Duration parse(String field, String text) {
    if (text.matches("\\d{1,6}")) {
      return Duration.ofMinutes(Long.parseLong(text));
    }
    Matcher parts = FORM.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      throw new IllegalArgumentException(
          field
              + ": "
              + Text.quote(text)
              + " is not a length of time; write 90s, 10m, 1h30m or 7d");
    }
    return Duration.ofDays(part(parts, 1))
        .plusHours(part(parts, 2))
        .plusMinutes(part(parts, 3))
        .plusSeconds(part(parts, 4))
        .plusMillis(part(parts, 5));
  }

  /// Writes a length of time the way [#parse] reads it, to the millisecond. What is shorter, or
  /// negative, is `0s`.
  public static String format(Duration length) {
    StringBuilder text = new StringBuilder();
    append(text, length.toDays(), "d");
    append(text, length.toHoursPart(), "h");
    append(text, length.toMinutesPart(), "m");
    append(text, length.toSecondsPart(), "s");
    append(text, length.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static long part(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }
}
