package rowlock.web;

import java.time.Duration;
import java.util.Optional;

/// How much somebody may still ask: a bucket of tokens that fills again with time, and a count of
/// what is in the making. Safe to share between threads.
final class Meter {
  private static final double NANOS_PER_SECOND = 1e9;

  private final WebLimits.Rate rate;
  private double left;
  private long filledAtNanos;
  private int inTheMaking;

  Meter(WebLimits.Rate rate, long nowNanos) {
    this.rate = rate;
    this.left = rate.burst();
    this.filledAtNanos = nowNanos;
  }

  /// Takes one token and a place, if there are any.
  ///
  /// @return how long to wait before trying again; empty if it may go on, and then [#leave] follows
  synchronized Optional<Duration> enter(long nowNanos) {
    fill(nowNanos);
    if (left < 1) {
      return Optional.of(
          Duration.ofNanos((long) ((1 - left) * NANOS_PER_SECOND / rate.perSecond())));
    }
    if (inTheMaking >= rate.atOnce()) {
      return Optional.of(Duration.ofSeconds(1));
    }
    left--;
    inTheMaking++;
    return Optional.empty();
  }

  /// Gives the place back.
  synchronized void leave() {
    inTheMaking--;
  }

  /// Whether nothing would change if it were forgotten.
  synchronized boolean isAtRest(long nowNanos) {
    fill(nowNanos);
    return inTheMaking == 0 && left >= rate.burst();
  }

  private void fill(long nowNanos) {
    double gained = (nowNanos - filledAtNanos) * (rate.perSecond() / NANOS_PER_SECOND);
    left = Math.min(rate.burst(), left + gained);
    filledAtNanos = nowNanos;
  }
}
