package rowlock.fake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// How the genuine program names the moment of a reset: by the minute, never one that is past.
final class ResetTime {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("h:mma", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ResetTime() {}

  /// For example `5:40am`, in UTC.
  static String shown(Instant moment) {
    Instant minute = moment.truncatedTo(ChronoUnit.MINUTES);
    Instant next = minute.equals(moment) ? minute : minute.plus(1, ChronoUnit.MINUTES);
    return CLOCK.format(next).toLowerCase(Locale.ROOT);
  }

  /// The whole message.
  static String message(Instant moment) {
    return "You've hit your 5-hour limit · resets " + shown(moment) + " (UTC)";
  }
}
