package rowlock.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rowlock.bench.Claimer.Habit;
import rowlock.bench.Crowd.Worker;
import rowlock.board.Contents;
import rowlock.coordinator.Coordinator;
import rowlock.journal.SqliteJournal;

/// How long a process needs, from its start, until a large journal is open, and until the first
/// claim after a crash is answered.
final class Recovery implements Benchmark {
  private static final int TASKS = 100_000;
  private static final int EVENTS = 1_000_000;

  /// A snapshot is stored after as many events as there are tasks: the most that is read on top.
  private static final int MOST_BEYOND_SNAPSHOT = TASKS - 1;

  private static final double GOAL_OPEN_MILLIS = 5_000;
  private static final double GOAL_CLAIM_MILLIS = 2_000;
  private static final int BUSY_AGENTS = 8;
  private static final Duration BUSY = Duration.ofSeconds(3);
  private static final Duration LONGEST_BUSY = Duration.ofMinutes(1);
  private static final String OPEN = "open";
  private static final String FIRST = "first";
  private static final String BUSY_WORD = "busy";
  private static final String HOW =
      "from the start of a new Java process until %s, said by the process itself";

  @Override
  public String name() {
    return "recover";
  }

  @Override
  public String summary() {
    return "how long it takes to open 1,000,000 events, and to claim after a kill";
  }

  @Override
  public Report run(Bench bench) {
    Report.Draft draft = new Report.Draft(name());
    try (TemporaryFolder folder = TemporaryFolder.in(bench.order().places().folder())) {
      open(bench, folder, draft);
      claim(bench, folder, draft);
    }
    draft.note(
        "a snapshot is stored after as many events as there are tasks, at least 10,000; the"
            + " most are read when the next one is just not due");
    draft.note("the files were in the page cache");
    return draft.done();
  }

  private static void open(Bench bench, TemporaryFolder folder, Report.Draft draft) {
    Path project = folder.resolve("events");
    bench.subject().create(project);
    bench.say("recover: writing " + EVENTS + " events");
    Contents late = History.write(project.resolve(Site.HOME), TASKS, EVENTS, MOST_BEYOND_SNAPSHOT);
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int round = 1; round <= bench.order().rounds(); round++) {
      bench.say("recover: open, round " + round + ", load " + Machine.load());
      forgetSnapshots(project);
      without.add(alone(folder, List.of(OPEN, project.toString())));
      forgetSnapshots(project);
      try (SqliteJournal journal = SqliteJournal.open(project.resolve(Site.HOME))) {
        journal.store(late);
      }
      with.add(alone(folder, List.of(OPEN, project.toString())));
    }
    String size = "open %d events, %d tasks, ".formatted(EVENTS, TASKS);
    String how = HOW.formatted("the newest board is known and commands are taken");
    draft.add(Row.of(size + "no snapshot", "ms", spread(without), how));
    draft.add(Row.of(size + "snapshot", "ms", spread(with), how));
    draft.judge(size + "no snapshot, ms", GOAL_OPEN_MILLIS, spread(without).p50());
    draft.judge(
        size + "%d after the snapshot, ms".formatted(MOST_BEYOND_SNAPSHOT),
        GOAL_OPEN_MILLIS,
        spread(with).p50());
  }

  private static void claim(Bench bench, TemporaryFolder folder, Report.Draft draft) {
    Path project = folder.resolve("tasks");
    Site.create(bench.subject(), project, TASKS);
    List<Double> samples = new ArrayList<>();
    for (int round = 1; round <= bench.order().rounds(); round++) {
      bench.say("recover: kill, round " + round + ", load " + Machine.load());
      Children.killed(folder.path(), List.of(BUSY_WORD, project.toString()), BUSY);
      samples.add(alone(folder, List.of(FIRST, project.toString())));
    }
    String what = "first claim after a kill, %d tasks".formatted(TASKS);
    draft.add(
        Row.of(
            what,
            "ms",
            spread(samples),
            HOW.formatted("a claim was durable; another one with 8 agents was killed before")));
    draft.judge(what + ", ms", GOAL_CLAIM_MILLIS, spread(samples).p50());
  }

  private static Spread spread(List<Double> samples) {
    return Spread.of(samples.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double alone(TemporaryFolder folder, List<String> words) {
    return Children.together(folder.path(), 1, index -> words).getFirst().millis().getFirst();
  }

  private static void forgetSnapshots(Path project) {
    try (Stream<Path> files = Files.list(project.resolve(Site.HOME))) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("snapshot-")) {
          Files.delete(file);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Whether a child is one of this benchmark's.
  static boolean knows(String word) {
    return List.of(OPEN, FIRST, BUSY_WORD).contains(word);
  }

  /// What one of the processes does.
  static Crowd.Times child(Subject subject, Children.Part part) {
    part.awaitStart();
    Instant begun = ProcessHandle.current().info().startInstant().orElseThrow();
    try (Coordinator coordinator = subject.open(Path.of(part.words().get(1)))) {
      switch (part.words().getFirst()) {
        case OPEN -> coordinator.board();
        case FIRST -> new Claimer(coordinator, "first" + begun.toEpochMilli(), Habit.CLAIM).act();
        default -> Crowd.work(busy(coordinator), LONGEST_BUSY);
      }
      double millis = Duration.between(begun, Instant.now()).toNanos() / 1e6;
      return new Crowd.Times(List.of(millis), 0, 0);
    }
  }

  private static List<Worker> busy(Coordinator coordinator) {
    return IntStream.range(0, BUSY_AGENTS)
        .<Worker>mapToObj(i -> new Claimer(coordinator, "busy" + i, Habit.CLAIM))
        .toList();
  }
}
