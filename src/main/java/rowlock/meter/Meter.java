package rowlock.meter;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// How often something was done, how often it failed, and how long the last [#WINDOW] times took.
/// Safe to share between threads; owns its window, which it takes with the first time.
public final class Meter {
  /// How many times are remembered one by one.
  public static final int WINDOW = 1_024;

  private static final long[] NONE = {};

  /// Nanoseconds; those of a failure are stored as their complement, which is negative.
  private long[] window = NONE;

  private long count;
  private long failures;

  Meter() {}

  /// Notes that it was done.
  ///
  /// @param took how long, not negative
  public void succeeded(Duration took) {
    add(nanos(took));
  }

  /// Notes that it was tried and not done.
  ///
  /// @param took how long until that was known, not negative
  public void failed(Duration took) {
    add(~nanos(took));
  }

  private static long nanos(Duration took) {
    if (took.isNegative()) {
      throw new IllegalArgumentException("took: not negative, not " + took);
    }
    return took.toNanos();
  }

  private synchronized void add(long entry) {
    if (window.length == 0) {
      window = new long[WINDOW];
    }
    window[(int) (count % WINDOW)] = entry;
    count++;
    if (entry < 0) {
      failures++;
    }
  }

  /// What it shows now; empty if nothing was ever measured.
  public Optional<Reading> read() {
    long[] recent;
    long total;
    long failed;
    synchronized (this) {
      if (count == 0) {
        return Optional.empty();
      }
      recent = Arrays.copyOf(window, (int) Math.min(count, WINDOW));
      total = count;
      failed = failures;
    }
    int recentFailures = 0;
    for (int i = 0; i < recent.length; i++) {
      if (recent[i] < 0) {
        recent[i] = ~recent[i];
        recentFailures++;
      }
    }
    Arrays.sort(recent);
    return Optional.of(
        new Reading(
            total, failed, new Reading.Recent(recent.length, recentFailures, spread(recent))));
  }

  private static Reading.Spread spread(long[] sorted) {
    return new Reading.Spread(
        rank(sorted, 50), rank(sorted, 99), Duration.ofNanos(sorted[sorted.length - 1]));
  }

  /// The nearest rank: the smallest value that so many of a hundred do not exceed.
  private static Duration rank(long[] sorted, int percent) {
    int rank = Math.ceilDiv(sorted.length * percent, 100);
    return Duration.ofNanos(sorted[rank - 1]);
  }
}
