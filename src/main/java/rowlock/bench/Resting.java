package rowlock.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import rowlock.coordinator.Coordinator;
import rowlock.task.NewTask;
import rowlock.task.TaskSpec;
import rowlock.task.Work;

/// What a hub costs while nothing happens.
final class Resting implements Benchmark {
  private static final int TASKS = 10_000;
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int AGENT_SECONDS = 25;
  private static final double GOAL_CPU_PERCENT = 1;
  private static final double GOAL_MEMORY_MIB = 120;
  private static final String DESK = "desk";
  private static final String RUN = "rest";

  @Override
  public String name() {
    return "hub";
  }

  @Override
  public String summary() {
    return "processor and memory of a hub at rest with 10,000 tasks";
  }

  @Override
  public Report run(Bench bench) {
    Report.Draft draft = new Report.Draft(name());
    if (!Files.isReadable(Path.of("/proc/self/stat"))) {
      draft.note("not measured: only Linux tells it under /proc");
      return draft.done();
    }
    try (TemporaryFolder folder = TemporaryFolder.in(bench.order().places().folder())) {
      for (String part : List.of(DESK, RUN)) {
        measure(bench, folder, part, draft);
      }
    }
    return draft.done();
  }

  private static void measure(
      Bench bench, TemporaryFolder folder, String part, Report.Draft draft) {
    List<Double> percents = new ArrayList<>();
    List<Double> mebibytes = new ArrayList<>();
    for (int round = 1; round <= bench.order().rounds(); round++) {
      bench.say("hub: " + part + ", round " + round + ", load " + Machine.load());
      Path project = folder.resolve(part + round);
      Site.create(bench.subject(), project, TASKS);
      Children.watched(
          folder.path(),
          List.of(part, project.toString()),
          pid -> {
            LockSupport.parkNanos(SETTLE.toNanos());
            ProcessCost process = new ProcessCost(pid);
            double before = process.cpuSeconds();
            LockSupport.parkNanos(WINDOW.toNanos());
            percents.add(100 * (process.cpuSeconds() - before) / WINDOW.toSeconds());
            mebibytes.add(process.residentMebibytes());
          });
    }
    String what =
        part.equals(RUN)
            ? "hub of a run, %d tasks, one agent asleep".formatted(TASKS)
            : "coordinator alone, %d tasks".formatted(TASKS);
    Spread cpu = spread(percents);
    Spread memory = spread(mebibytes);
    draft.add(
        Row.of(
            what + ", CPU",
            "%",
            cpu,
            "user + system time of the process over 10 s at rest, in percent of one processor"));
    draft.add(Row.of(what + ", memory", "MiB", memory, "resident memory at the end of those 10 s"));
    draft.judge(what + ", % of a processor", GOAL_CPU_PERCENT, cpu.p50());
    draft.judge(what + ", MiB resident", GOAL_MEMORY_MIB, memory.p50());
  }

  private static Spread spread(List<Double> samples) {
    return Spread.of(samples.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// Whether a child is one of this benchmark's.
  static boolean knows(String word) {
    return word.equals(DESK) || word.equals(RUN);
  }

  /// What the process at rest does.
  static Crowd.Times child(Subject subject, Children.Part part) {
    Path project = Path.of(part.words().get(1));
    if (part.words().getFirst().equals(RUN)) {
      part.awaitStart();
      NewTask sleep =
          NewTask.named(
              "sleep",
              TaskSpec.titled("Sleep")
                  .with(new Work(List.of(), List.of(), Optional.of("sleep " + AGENT_SECONDS))));
      subject.conduct(
          new Subject.Trial(
              project, List.of(sleep), 1, Subject.Place.FOLDER, Subject.Terminal.PLAIN));
    } else {
      try (Coordinator coordinator = subject.open(project)) {
        part.awaitStart();
        coordinator.awaitBeyond(Long.MAX_VALUE, Duration.ofSeconds(AGENT_SECONDS));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return new Crowd.Times(List.of(0.0), 0, 0);
  }
}
