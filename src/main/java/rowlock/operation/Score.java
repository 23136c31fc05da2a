package rowlock.operation;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import rowlock.meter.Level;
import rowlock.meter.Work;

/// One number for how well a hub keeps up: 100 is as it should be, 0 as bad as it gets.
///
/// Each part that was measured gives a share between 0 and 1; the score is the mean of the shares,
/// by their weights, times 100. Parts that were not measured do not count, neither for nor against.
/// `docs/performance.md` says where the limits come from.
///
/// @param parts what it is made of
record Score(List<Part> parts) {
  private static final int FULL = 100;
  private static final double WORST_FAILURES = 0.10;

  /// What is judged.
  ///
  /// @param weight how much it counts
  /// @param figure the number it rests on
  /// @param share 1 as it should be, 0 as bad as it gets; empty when it was not measured
  record Part(String name, int weight, String figure, OptionalDouble share) {}

  /// How long 99 of 100 times of some work may take.
  ///
  /// @param good nothing is gained by being faster
  /// @param bad nothing is lost any more by being slower
  record Pace(Work work, Duration good, Duration bad) {
    OptionalDouble share(Performance seen) {
      double best = Performance.millis(good);
      double worst = Performance.millis(bad);
      return seen.took(work).stream()
          .mapToDouble(took -> between(Performance.millis(took.p99()), best, worst))
          .findFirst();
    }
  }

  /// How many may wait.
  ///
  /// @param most from here on it is as bad as it gets
  record Queue(Level level, long most) {
    OptionalDouble share(Performance seen) {
      return seen.level(level).stream()
          .mapToDouble(high -> between((double) high, 0, (double) most))
          .findFirst();
    }
  }

  static final Pace SPAWN = new Pace(Work.SPAWN, Duration.ofSeconds(1), Duration.ofSeconds(10));
  static final List<Queue> QUEUES =
      List.of(
          new Queue(Level.SPAWNS_WAITING, 100),
          new Queue(Level.MESSAGES_WAITING, 100),
          new Queue(Level.GIT_WAITING, 20),
          new Queue(Level.VERDICTS_WAITING, 20));

  private static final Pace MESSAGE =
      new Pace(Work.MESSAGE, Duration.ofSeconds(1), Duration.ofSeconds(10));
  private static final List<Pace> GIT =
      Stream.of(Work.GIT_READ, Work.GIT_WRITE)
          .map(work -> new Pace(work, Duration.ofMillis(100), Duration.ofSeconds(5)))
          .toList();

  Score {
    parts = List.copyOf(parts);
  }

  static Score of(Performance seen) {
    return new Score(
        List.of(
            new Part("failures", 30, "failed share of the last times", failures(seen)),
            new Part("spawns", 20, "spawn p99", SPAWN.share(seen)),
            new Part("messages", 15, "message p99", MESSAGE.share(seen)),
            new Part("git", 15, "git p99", worst(GIT.stream().map(pace -> pace.share(seen)))),
            new Part(
                "queues", 10, "levels waiting", worst(QUEUES.stream().map(q -> q.share(seen)))),
            new Part("caches", 10, "hit share", caches(seen))));
  }

  /// 0 to 100; empty when nothing was measured.
  OptionalInt points() {
    double weights = 0;
    double sum = 0;
    for (Part part : parts) {
      if (part.share().isPresent()) {
        weights += part.weight();
        sum += part.weight() * part.share().getAsDouble();
      }
    }
    return weights == 0
        ? OptionalInt.empty()
        : OptionalInt.of((int) Math.round(FULL * sum / weights));
  }

  private static OptionalDouble failures(Performance seen) {
    return seen.failureShare().stream().map(x -> between(x, 0, WORST_FAILURES)).findFirst();
  }

  private static OptionalDouble caches(Performance seen) {
    return seen.found().stream().mapToDouble(found -> found.hitShare()).findFirst();
  }

  private static OptionalDouble worst(Stream<OptionalDouble> shares) {
    return shares.flatMapToDouble(OptionalDouble::stream).min();
  }

  /// 1 at what is good or better, 0 at what is bad or worse, and evenly in between.
  private static double between(double value, double good, double bad) {
    return Math.clamp((bad - value) / (bad - good), 0, 1);
  }
}
