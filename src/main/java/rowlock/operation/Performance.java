package rowlock.operation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import rowlock.board.Board;
import rowlock.meter.Cache;
import rowlock.meter.Level;
import rowlock.meter.Lookups;
import rowlock.meter.Meters;
import rowlock.meter.Reading;
import rowlock.meter.Work;
import rowlock.team.Delivery;

/// What there is to know about how fast a project goes, at one moment.
///
/// @param meters those of the hub; empty when none runs
/// @param board the board
/// @param machine the machine of whoever looks
record Performance(Optional<Meters> meters, Board board, Capacity machine) {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double MICROS_PER_MS = 1e3;

  /// What the meter of some work shows; empty when it was never measured.
  Optional<Reading> reading(Work work) {
    return meters.flatMap(all -> all.of(work).read());
  }

  /// How long the last times of some work took.
  Optional<Reading.Spread> took(Work work) {
    return reading(work).map(reading -> reading.recent().took());
  }

  /// How high a level is; empty when nobody measures it.
  OptionalLong level(Level level) {
    return meters.map(all -> all.read(level)).orElseGet(OptionalLong::empty);
  }

  /// What the lookups in a cache came to.
  Optional<Lookups.Found> found(Cache cache) {
    return meters.flatMap(all -> all.of(cache).read());
  }

  /// The lookups in all caches together.
  Optional<Lookups.Found> found() {
    List<Lookups.Found> all =
        Arrays.stream(Cache.values()).flatMap(cache -> found(cache).stream()).toList();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Lookups.Found(
                all.stream().mapToLong(Lookups.Found::hits).sum(),
                all.stream().mapToLong(Lookups.Found::misses).sum()));
  }

  /// The share of the last times of all work that failed, 0 to 1; empty when nothing was measured.
  OptionalDouble failureShare() {
    List<Reading.Recent> all =
        Stream.of(Work.values())
            .flatMap(work -> reading(work).stream())
            .map(Reading::recent)
            .toList();
    return all.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            (double) all.stream().mapToInt(Reading.Recent::failures).sum()
                / all.stream().mapToInt(Reading.Recent::count).sum());
  }

  /// How many times a message has not come to one of its recipients.
  long undelivered() {
    return board.letters().stream()
        .flatMap(letter -> letter.deliveries().values().stream())
        .filter(Delivery.Accepted.class::isInstance)
        .count();
  }

  /// Milliseconds to the microsecond.
  static double millis(Duration length) {
    return Math.round(length.toNanos() / NANOS_PER_MICRO) / MICROS_PER_MS;
  }
}
