package rowlock.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rowlock.bench.Claimer.Habit;
import rowlock.bench.Crowd.Times;
import rowlock.bench.Crowd.Worker;
import rowlock.coordinator.Coordinator;

/// How long a durable claim takes in one process, beside the same rows put into bare SQLite.
final class Claims implements Benchmark {
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final int GOAL_AGENTS = 50;
  private static final double GOAL_RATIO = 2;
  private static final int SMALL_BOARD = 100;
  private static final int LARGE_BOARD = 100_000;
  private static final double GOAL_GROWTH = 1.5;
  private static final String FLOOR_HOW =
      "floor: the rows that one such act left behind, put into a copy of the same database by one"
          + " thread with the same batch limit, no board, no JSON, no hashing, no summary";

  @Override
  public String name() {
    return "claims";
  }

  @Override
  public String summary() {
    return "durable claims in one process, against bare SQLite with group commit";
  }

  /// The figures of one round: ours and the floor's.
  private record Pair(Side ours, Side floor) {
    double ratio() {
      return ours.spread().p99() / floor.spread().p99();
    }
  }

  /// What one side of a pair showed.
  private record Side(Spread spread, double perSecond, double cpuMicros) {
    static Side of(Times times) {
      return new Side(times.spread(), times.perSecond(), times.cpuMicros());
    }
  }

  /// What is measured under one name.
  private record Cell(Habit habit, int tasks, int agents) {
    String name() {
      return "%s, %d tasks, %d agents"
          .formatted(habit == Habit.CLAIM ? "claim" : "claim+complete", tasks, agents);
    }
  }

  /// A project and its floor, open side by side.
  private record Rig(
      int tasks, Coordinator coordinator, BareGroupCommit floor, Map<Habit, Records> records)
      implements AutoCloseable {

    static Rig set(Bench bench, Path folder, int tasks) {
      Site.create(bench.subject(), folder, tasks);
      Map<Habit, Records> records = new LinkedHashMap<>();
      try {
        for (Habit habit : Habit.values()) {
          records.put(habit, sample(bench.subject(), folder, habit));
        }
        Path copy = folder.resolve("floor.db");
        Files.copy(Site.database(folder), copy);
        return new Rig(tasks, bench.subject().open(folder), new BareGroupCommit(copy), records);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (SQLException failed) {
        throw new IllegalStateException("the floor cannot be laid", failed);
      }
    }

    /// Lets one agent act once and looks at what that left behind.
    private static Records sample(Subject subject, Path folder, Habit habit) throws SQLException {
      long before;
      long acted;
      long cleared;
      try (Coordinator coordinator = subject.open(folder)) {
        Claimer claimer = new Claimer(coordinator, "agent1", habit);
        claimer.act();
        claimer.clear();
        before = coordinator.board().position();
        claimer.act();
        acted = coordinator.board().position();
        claimer.clear();
        cleared = coordinator.board().position();
      }
      Path database = Site.database(folder);
      List<Records.Row> act = Records.between(database, before, acted);
      List<Records.Row> clear = Records.between(database, acted, cleared);
      // A submission is a request of its own and waits for its own commit.
      return habit == Habit.CLAIM
          ? new Records(List.of(act), List.of(clear))
          : new Records(List.of(act.subList(0, 1), act.subList(1, act.size())), List.of(clear));
    }

    Pair measure(Cell cell, Duration window) {
      return new Pair(
          Side.of(Crowd.work(claimers(cell), window)), Side.of(Crowd.work(bare(cell), window)));
    }

    private List<Worker> claimers(Cell cell) {
      return IntStream.rangeClosed(1, cell.agents())
          .<Worker>mapToObj(i -> new Claimer(coordinator, "agent" + i, cell.habit()))
          .toList();
    }

    private List<Worker> bare(Cell cell) {
      Records rows = java.util.Objects.requireNonNull(records.get(cell.habit()));
      return IntStream.range(0, cell.agents()).mapToObj(i -> floor.worker(rows)).toList();
    }

    @Override
    public void close() {
      coordinator.close();
      try {
        floor.close();
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  @Override
  public Report run(Bench bench) {
    List<Rig> rigs = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.in(bench.order().places().folder())) {
      try {
        for (int tasks : bench.order().tasks()) {
          bench.say("claims: a project of " + tasks + " tasks");
          rigs.add(Rig.set(bench, folder.resolve("tasks" + tasks), tasks));
        }
        return report(measure(bench, rigs));
      } finally {
        rigs.forEach(Rig::close);
      }
    }
  }

  /// Every round visits every cell, ours and the floor turn about.
  private static Map<Cell, List<Pair>> measure(Bench bench, List<Rig> rigs) {
    Map<Cell, List<Pair>> measured = new LinkedHashMap<>();
    for (Habit habit : Habit.values()) {
      Rig first = rigs.getFirst();
      first.measure(new Cell(habit, first.tasks(), Math.min(8, first.tasks())), WARM_UP);
    }
    for (int round = 1; round <= bench.order().rounds(); round++) {
      bench.say("claims: round " + round + ", load " + Machine.load());
      for (Habit habit : Habit.values()) {
        for (int agents : bench.order().agents()) {
          for (Rig rig : rigs) {
            Cell cell = new Cell(habit, rig.tasks(), agents);
            if (agents <= rig.tasks()) {
              measured
                  .computeIfAbsent(cell, none -> new ArrayList<>())
                  .add(rig.measure(cell, bench.order().window()));
            }
          }
        }
      }
    }
    return measured;
  }

  private Report report(Map<Cell, List<Pair>> measured) {
    Report.Draft draft = new Report.Draft(name());
    measured.forEach((cell, rounds) -> {
      draft.add(row(cell, rounds));
      draft.add(floor(rounds));
    });
    measured.forEach((cell, rounds) -> judge(draft, cell, rounds, measured));
    draft.note(
        "medians over " + rounds(measured) + " rounds of each figure; max of the median round");
    draft.note("cells with fewer tasks than agents are left out: somebody would go without");
    return draft.done();
  }

  private static Row row(Cell cell, List<Pair> rounds) {
    Spread spread = Spread.median(rounds.stream().map(pair -> pair.ours().spread()).toList());
    return Row.of(
            cell.name(),
            "ms",
            spread,
            (cell.habit() == Habit.CLAIM
                    ? "a claim (then, not timed, its release)"
                    : "a claim and its submission (then, not timed, another task added)")
                + " through the coordinator, answered when durable; ratio: p99 to the floor's")
        .perSecond(Spread.median(rounds, pair -> pair.ours().perSecond()))
        .cpuMicros(Spread.median(rounds, pair -> pair.ours().cpuMicros()))
        .ratio(Spread.median(rounds, Pair::ratio));
  }

  private static Row floor(List<Pair> rounds) {
    Spread spread = Spread.median(rounds.stream().map(pair -> pair.floor().spread()).toList());
    return Row.of("  floor", "ms", spread, FLOOR_HOW)
        .perSecond(Spread.median(rounds, pair -> pair.floor().perSecond()))
        .cpuMicros(Spread.median(rounds, pair -> pair.floor().cpuMicros()));
  }

  private static void judge(
      Report.Draft draft, Cell cell, List<Pair> rounds, Map<Cell, List<Pair>> all) {
    if (cell.habit() == Habit.CLAIM && cell.agents() == GOAL_AGENTS) {
      draft.judge(
          "p99 of " + cell.name() + " to the floor's",
          GOAL_RATIO,
          Spread.median(rounds, Pair::ratio));
    }
    List<Pair> small = all.get(new Cell(cell.habit(), SMALL_BOARD, cell.agents()));
    if (cell.tasks() == LARGE_BOARD && small != null) {
      draft.judge(
          "p50 of " + cell.name() + " to that with " + SMALL_BOARD + " tasks",
          GOAL_GROWTH,
          Spread.median(rounds, pair -> pair.ours().spread().p50())
              / Spread.median(small, pair -> pair.ours().spread().p50()));
    }
  }

  private static int rounds(Map<Cell, List<Pair>> measured) {
    return measured.values().stream().mapToInt(List::size).max().orElse(0);
  }
}
