package rowlock.meter;

import java.util.Optional;

/// How often something was found where it was looked up. Safe to share between threads.
public final class Lookups {
  private long hits;
  private long misses;

  Lookups() {}

  /// Notes that it was there and still true.
  public synchronized void hit() {
    hits++;
  }

  /// Notes that it was not there, or no longer true, and had to be worked out.
  public synchronized void miss() {
    misses++;
  }

  /// What they came to; empty if nothing was ever looked up.
  public synchronized Optional<Found> read() {
    return hits + misses == 0 ? Optional.empty() : Optional.of(new Found(hits, misses));
  }

  /// Lookups since the process began to measure, at least one.
  ///
  /// @param hits how many found what they looked for
  /// @param misses how many did not
  public record Found(long hits, long misses) {
    public Found {
      if (hits < 0 || misses < 0 || hits + misses == 0) {
        throw new IllegalArgumentException("no lookups, nothing found");
      }
    }

    /// The share that found it, 0 to 1.
    public double hitShare() {
      return (double) hits / (hits + misses);
    }
  }
}
