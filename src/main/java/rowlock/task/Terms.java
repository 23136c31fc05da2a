package rowlock.task;

import java.time.Duration;

/// On what terms a task is handed out.
///
/// @param priority its urgency
/// @param retry what happens after a failed attempt
/// @param timeout the longest an attempt may take from its start, 1 s to 7 days
public record Terms(Priority priority, RetryPolicy retry, Duration timeout) {
  /// The shortest time-out.
  public static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

  /// The longest time-out.
  public static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);

  /// Normal priority, three retries, one hour.
  public static final Terms NORMAL =
      new Terms(Priority.NORMAL, RetryPolicy.NORMAL, Duration.ofHours(1));

  public Terms {
    if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException("timeout: 1 s to 7 days, not " + timeout);
    }
  }

  /// The same terms at another urgency.
  public Terms at(Priority other) {
    return new Terms(other, retry, timeout);
  }
}
