package rowlock.operation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import rowlock.board.Board;
import rowlock.meter.Cache;
import rowlock.meter.Level;
import rowlock.meter.Meters;
import rowlock.meter.Reading;
import rowlock.meter.Work;
import rowlock.team.AgentCondition;
import rowlock.team.Observation;

/// How fast a project goes: every number with how it came about, and what is not known with the
/// reason.
public final class PerformanceOperations {
  private static final String NO_HUB = "no hub runs for this project";
  private static final double PER_MILLE = 1_000;

  private final Desk desk;
  private final Optional<Meters> meters;

  /// @param desk the project
  /// @param meters those of the hub; empty when none runs
  public PerformanceOperations(Desk desk, Optional<Meters> meters) {
    this.desk = desk;
    this.meters = meters;
  }

  /// The figures, a score, alerts and recommendations.
  public Outcome report() {
    Performance seen = new Performance(meters, desk.board(), Capacity.ofThisMachine());
    Counsel counsel = new Counsel(seen);
    Fields report =
        Fields.of("at", desk.now())
            .with("hub", meters.isPresent())
            .with("measured_since", meters.map(Meters::since));
    score(Score.of(seen), report);
    return Outcome.done(
        report
            .with("alerts", counsel.alerts())
            .with("recommendations", counsel.recommendations())
            .with("work", Arrays.stream(Work.values()).map(work -> work(work, seen)).toList())
            .with("levels", Arrays.stream(Level.values()).map(l -> level(l, seen)).toList())
            .with("caches", Arrays.stream(Cache.values()).map(c -> cache(c, seen)).toList())
            .with("board", board(seen))
            .with("machine", machine(seen.machine()))
            .with(
                "settings",
                Arrays.stream(Tunable.values())
                    .map(one -> TuningOperations.settings(one, seen.board()))
                    .toList()));
  }

  private void score(Score score, Fields report) {
    if (score.points().isPresent()) {
      report.with("score", score.points().getAsInt());
    } else {
      report.with("score_absent", reason());
    }
    report.with("score_parts", score.parts().stream().map(this::part).toList());
  }

  private Fields part(Score.Part part) {
    Fields fields =
        Fields.of("part", part.name()).with("weight", part.weight()).with("figure", part.figure());
    OptionalDouble share = part.share();
    return share.isPresent()
        ? fields.with("share", rounded(share.getAsDouble())).with("source", "computed")
        : fields.with("absent", reason());
  }

  private Fields work(Work work, Performance seen) {
    Fields fields = Fields.of("work", work.label()).with("meaning", work.meaning());
    Optional<Reading> shown = seen.reading(work);
    if (shown.isEmpty()) {
      return fields.with("absent", reason());
    }
    Reading reading = shown.get();
    Reading.Recent recent = reading.recent();
    return fields
        .with("count", reading.count())
        .with("failures", reading.failures())
        .with("recent_failures", recent.failures())
        .with("p50_ms", Performance.millis(recent.took().p50()))
        .with("p99_ms", Performance.millis(recent.took().p99()))
        .with("max_ms", Performance.millis(recent.took().longest()))
        .with(
            "source",
            "measured over the last %d of %d times".formatted(recent.count(), reading.count()));
  }

  private Fields level(Level level, Performance seen) {
    Fields fields = Fields.of("level", level.label()).with("meaning", level.meaning());
    OptionalLong high = seen.level(level);
    return high.isPresent()
        ? fields.with("value", high.getAsLong()).with("source", "measured now")
        : fields.with("absent", meters.isEmpty() ? NO_HUB : "nothing in this hub has it");
  }

  private Fields cache(Cache cache, Performance seen) {
    Fields fields = Fields.of("cache", cache.label()).with("meaning", cache.meaning());
    return seen.found(cache)
        .map(found ->
            fields
                .with("hits", found.hits())
                .with("misses", found.misses())
                .with("hit_share", rounded(found.hitShare()))
                .with(
                    "source", "measured over %d lookups".formatted(found.hits() + found.misses())))
        .orElseGet(() -> fields.with("absent", reason()));
  }

  private static Fields board(Performance seen) {
    Board board = seen.board();
    Map<AgentCondition, Integer> conditions = new EnumMap<>(AgentCondition.class);
    for (Observation one : board.observations().values()) {
      conditions.merge(one.condition(), 1, Integer::sum);
    }
    Fields agents = Fields.none();
    conditions.forEach((condition, count) -> agents.with(condition.label(), count));
    Fields tasks = Fields.none();
    board.counts().forEach((status, count) -> tasks.with(status.label(), count));
    return Fields.of("agents", board.agents().size())
        .with("agents_seen", agents)
        .with("tasks", tasks)
        .with("messages_undelivered", seen.undelivered())
        .with("needs_open", board.openNeeds())
        .with("source", "counted on the board at position " + board.position());
  }

  private static Fields machine(Capacity machine) {
    Fields fields =
        Fields.of("cores", machine.cores())
            .with("memory_bytes", machine.memoryBytes())
            .with("free_bytes", machine.freeBytes());
    return machine.memoryBytes().isPresent()
        ? fields.with("source", "as the system says now")
        : fields.with("memory_absent", "this system does not say it in /proc/meminfo");
  }

  private String reason() {
    return meters.isEmpty() ? NO_HUB : "not measured yet";
  }

  private static double rounded(double share) {
    return Math.round(share * PER_MILLE) / PER_MILLE;
  }
}
