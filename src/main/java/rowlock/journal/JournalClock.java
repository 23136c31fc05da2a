package rowlock.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The journal's clock: the machine's monotonic clock, hung on a moment that all processes of the
/// machine share.
///
/// Safe for use by several threads.
final class JournalClock {
  // Where the machine does not name its boots, a boot looks like a wall clock that is this far off.
  private static final Duration LARGEST_DRIFT = Duration.ofMinutes(1);

  private final Machine machine;
  private Anchor anchor;
  private Instant latest;

  JournalClock(Machine machine, Anchor anchor) {
    this.machine = machine;
    this.anchor = anchor;
    this.latest = anchor.wall();
  }

  /// A moment by both clocks of the machine.
  ///
  /// @param boot the run of the machine in which the monotonic reading means something
  /// @param nanos the monotonic reading
  /// @param wall what the journal's clock showed at that reading
  record Anchor(String boot, long nanos, Instant wall) {
    /// An anchor here and now, not before a moment that is known to be over.
    static Anchor here(Machine machine, Instant notBefore) {
      Instant wall = machine.wall().truncatedTo(ChronoUnit.MICROS);
      return new Anchor(
          machine.boot(), machine.nanos(), wall.isAfter(notBefore) ? wall : notBefore);
    }

    /// Whether the machine's monotonic clock still goes on from here.
    boolean holds(Machine machine) {
      if (!boot.equals(machine.boot()) || machine.nanos() - nanos < 0) {
        return false;
      }
      return !boot.isEmpty()
          || Duration.between(at(machine.nanos()), machine.wall()).abs().compareTo(LARGEST_DRIFT)
              < 0;
    }

    private Instant at(long reading) {
      return wall.plusNanos(reading - nanos);
    }
  }

  /// The time, in whole microseconds.
  synchronized Instant now() {
    notBefore(anchor.at(machine.nanos()).truncatedTo(ChronoUnit.MICROS));
    return latest;
  }

  /// Goes on from another anchor.
  synchronized void hangOn(Anchor other) {
    anchor = other;
  }

  /// Makes sure that the clock never shows less than this.
  synchronized void notBefore(Instant floor) {
    if (floor.isAfter(latest)) {
      latest = floor;
    }
  }
}
