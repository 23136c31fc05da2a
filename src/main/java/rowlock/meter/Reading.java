package rowlock.meter;

import java.time.Duration;

/// What a meter showed at one moment.
///
/// @param count how often it was done or tried since the process began to measure, at least once
/// @param failures how often of these it was not done
/// @param recent the last times, at most [Meter#WINDOW]
public record Reading(long count, long failures, Recent recent) {

  /// The last times, one by one.
  ///
  /// @param count how many they are, at least one
  /// @param failures how many of these failed
  /// @param took how long they took, failures included
  public record Recent(int count, int failures, Spread took) {
    /// The share that failed, 0 to 1.
    public double failureShare() {
      return (double) failures / count;
    }
  }

  /// How long something took, by the nearest rank.
  ///
  /// @param p50 half of the times it took at most this
  /// @param p99 99 of 100 times it took at most this; with fewer than 100 the longest
  /// @param longest the longest
  public record Spread(Duration p50, Duration p99, Duration longest) {}
}
