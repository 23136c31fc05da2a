package rowlock.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Lengths of time as people like to read them: two units at most.
public final class Ages {
  private Ages() {}

  public static String length(long milliseconds) {
    return length(Duration.ofMillis(milliseconds));
  }

  public static String length(Duration length) {
    long seconds = length.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1fs", length.toMillis() / 1000.0);
    }
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return "%dm%02ds".formatted(seconds / 60, seconds % 60);
    }
    return seconds < 86_400
        ? "%dh%02dm".formatted(seconds / 3600, seconds / 60 % 60)
        : "%dd%02dh".formatted(seconds / 86_400, seconds / 3600 % 24);
  }

  /// How long ago, or how far ahead, a moment is.
  public static String since(Instant moment, Instant now) {
    return moment.isAfter(now)
        ? "in " + length(Duration.between(now, moment))
        : length(Duration.between(moment, now)) + " ago";
  }
}
