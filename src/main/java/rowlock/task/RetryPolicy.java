package rowlock.task;

import java.time.Duration;

/// How often a task is tried again, and after what wait.
///
/// The wait doubles with each failure (exponential back-off) up to [#LONGEST_WAIT].
///
/// @param maxRetries attempts after the first, 0 to 100
/// @param firstWait wait after the first failure, 0 to 1 hour
public record RetryPolicy(int maxRetries, Duration firstWait) {
  /// The longest wait between two attempts.
  public static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /// Three retries after 10 s, 20 s and 40 s.
  public static final RetryPolicy NORMAL = new RetryPolicy(3, Duration.ofSeconds(10));

  public RetryPolicy {
    if (maxRetries < 0 || maxRetries > 100) {
      throw new IllegalArgumentException("max_retries: 0 to 100, not " + maxRetries);
    }
    if (firstWait.isNegative() || firstWait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("retry_delay: 0 s to 1 h, not " + firstWait);
    }
  }

  /// Whether another attempt is allowed after this many failures.
  public boolean allowsAfter(int failures) {
    return failures <= maxRetries;
  }

  /// The wait before the next attempt.
  ///
  /// @param failures failed attempts so far, 1 or more
  public Duration waitAfter(int failures) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures: 1 or more, not " + failures);
    }
    // Even a nanosecond is beyond the longest wait after 42 doublings.
    Duration wait = firstWait.multipliedBy(1L << Math.min(failures - 1, 42));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
