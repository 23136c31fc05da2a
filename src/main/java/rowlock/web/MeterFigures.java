package rowlock.web;

import java.util.Map;
import java.util.TreeMap;
import rowlock.meter.Cache;
import rowlock.meter.Level;
import rowlock.meter.Lookups;
import rowlock.meter.Meters;
import rowlock.meter.Reading;
import rowlock.meter.Work;

/// What a hub measures of its own work, in numbers; what was not measured is left out.
final class MeterFigures {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Meters meters;

  MeterFigures(Meters meters) {
    this.meters = meters;
  }

  void writeTo(Exposition out) {
    Map<Work, Reading> readings = new TreeMap<>();
    for (Work work : Work.values()) {
      meters.of(work).read().ifPresent(reading -> readings.put(work, reading));
    }
    out.begin("rowlock_work_total", "counter", "How often something was done, by outcome.");
    readings.forEach((work, reading) -> {
      long done = reading.count() - reading.failures();
      out.sample("rowlock_work_total", done, "work", work.label(), "outcome", "done");
      out.sample(
          "rowlock_work_total", reading.failures(), "work", work.label(), "outcome", "failed");
    });
    out.begin(
        "rowlock_work_recent_seconds", "gauge", "How long the last 1024 times took, by quantile.");
    readings.forEach((work, reading) -> spread(work, reading.recent().took(), out));
    out.begin("rowlock_level", "gauge", "How much there is of something now.");
    for (Level level : Level.values()) {
      meters
          .read(level)
          .ifPresent(high -> out.sample("rowlock_level", high, "level", level.label()));
    }
    out.begin("rowlock_cache_lookups_total", "counter", "Lookups by what came of them.");
    for (Cache cache : Cache.values()) {
      meters.of(cache).read().ifPresent(found -> lookups(cache, found, out));
    }
  }

  private static void spread(Work work, Reading.Spread took, Exposition out) {
    Map.of("0.5", took.p50(), "0.99", took.p99(), "1", took.longest()).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(quantile ->
            out.sample(
                "rowlock_work_recent_seconds",
                quantile.getValue().toNanos() / NANOS_PER_SECOND,
                "work",
                work.label(),
                "quantile",
                quantile.getKey()));
  }

  private static void lookups(Cache cache, Lookups.Found found, Exposition out) {
    String name = "rowlock_cache_lookups_total";
    out.sample(name, found.hits(), "cache", cache.label(), "result", "hit");
    out.sample(name, found.misses(), "cache", cache.label(), "result", "miss");
  }
}
