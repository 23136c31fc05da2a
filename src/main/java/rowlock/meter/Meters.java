package rowlock.meter;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// All meters of one process. Safe to share between threads; whoever does some work takes its meter
/// once and keeps it.
public final class Meters {
  private final Instant since;
  private final Map<Work, Meter> works = new ConcurrentHashMap<>();
  private final Map<Cache, Lookups> caches = new ConcurrentHashMap<>();
  private final Map<Level, LongSupplier> levels = new ConcurrentHashMap<>();

  /// @param since when it began to measure
  public Meters(Instant since) {
    this.since = since;
  }

  /// When it began to measure.
  public Instant since() {
    return since;
  }

  /// The meter of some work.
  public Meter of(Work work) {
    return works.computeIfAbsent(work, _ -> new Meter());
  }

  /// The lookups in a cache.
  public Lookups of(Cache cache) {
    return caches.computeIfAbsent(cache, _ -> new Lookups());
  }

  /// Says where to ask how high a level is; a later source replaces an earlier one.
  ///
  /// @param source answers at once and from any thread, and does not throw
  public void watch(Level level, LongSupplier source) {
    levels.put(level, source);
  }

  /// How high a level is now; empty if nobody said where to ask.
  public OptionalLong read(Level level) {
    LongSupplier source = levels.get(level);
    return source == null ? OptionalLong.empty() : OptionalLong.of(source.getAsLong());
  }
}
