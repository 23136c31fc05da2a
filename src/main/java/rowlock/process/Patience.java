package rowlock.process;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/// Looking again and again at something that tells nobody when it changes, for a limited time: at
/// first after 1 ms, then ever more seldom up to every 50 ms, unless told otherwise.
public final class Patience {
  private static final long FIRST_MILLIS = 1;
  private static final Duration LONGEST = Duration.ofMillis(50);

  private final long limitNanos;
  private final long longestMillis;
  private final long startNanos = System.nanoTime();
  private long nextMillis = FIRST_MILLIS;

  /// Patience that ends after this time from now.
  public Patience(Duration limit) {
    this(limit, LONGEST);
  }

  /// Patience that ends after this time from now.
  ///
  /// @param longest of what passes between two looks; at least a millisecond
  Patience(Duration limit, Duration longest) {
    limitNanos = limit.toNanos();
    longestMillis = longest.toMillis();
  }

  /// Waits a little; false, at once, when the time is over.
  ///
  /// @throws CancellationException if this thread is interrupted; it still is then
  public boolean pause() {
    long leftMillis = (limitNanos - (System.nanoTime() - startNanos)) / 1_000_000;
    if (leftMillis <= 0) {
      return false;
    }
    try {
      Thread.sleep(Math.min(nextMillis, leftMillis));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting");
    }
    nextMillis = Math.min(nextMillis * 2, longestMillis);
    return true;
  }
}
