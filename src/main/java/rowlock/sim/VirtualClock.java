package rowlock.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A clock that moves only when told to, and a wall clock beside it that may be set at will.
///
/// Safe for use by several threads.
public final class VirtualClock {
  /// Where every virtual clock begins.
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong micros = new AtomicLong();
  private final AtomicLong wallAheadMicros = new AtomicLong();

  /// The monotonic time, in whole microseconds.
  public Instant now() {
    return START.plus(micros.get(), ChronoUnit.MICROS);
  }

  /// What the machine's wall clock shows; no rule may depend on it.
  public Instant wall() {
    return now().plus(wallAheadMicros.get(), ChronoUnit.MICROS);
  }

  /// Lets time pass.
  ///
  /// @throws IllegalArgumentException if the step is negative
  public void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + step);
    }
    micros.addAndGet(micros(step));
  }

  /// Sets the wall clock forward or back.
  public void jumpWall(Duration step) {
    wallAheadMicros.addAndGet(micros(step));
  }

  private static long micros(Duration length) {
    return length.toNanos() / 1_000;
  }
}
