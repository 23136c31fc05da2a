package rowlock.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import rowlock.bench.Subject.Place;
import rowlock.bench.Subject.Terminal;
import rowlock.process.Command;
import rowlock.process.Input;
import rowlock.process.Result;
import rowlock.task.NewTask;
import rowlock.task.TaskSpec;
import rowlock.task.Work;

/// What a run costs over the bare commands it carries out.
final class Runs implements Benchmark {
  private static final int TASKS = 100;
  private static final int AGENTS = 8;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final List<List<String>> SCRIPTS = List.of(List.of("true"), List.of("sleep", "1"));

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String summary() {
    return "what a run of 100 tasks with 8 agents costs over the bare commands";
  }

  /// One way to run the tasks.
  private record Way(String name, Place place, Terminal terminal) {}

  private static final List<Way> WAYS =
      List.of(
          new Way("folders, plain", Place.FOLDER, Terminal.PLAIN),
          new Way("folders, tmux", Place.FOLDER, Terminal.TMUX),
          new Way("repository, plain", Place.REPOSITORY, Terminal.PLAIN),
          new Way("repository, tmux", Place.REPOSITORY, Terminal.TMUX));

  @Override
  public Report run(Bench bench) {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    try (TemporaryFolder folder = TemporaryFolder.in(bench.order().places().folder())) {
      for (int round = 1; round <= bench.order().rounds(); round++) {
        for (List<String> script : SCRIPTS) {
          String words = String.join(" ", script);
          bench.say("run: " + words + ", round " + round + ", load " + Machine.load());
          note(seconds, words, bare(folder.path(), script));
          for (Way way : WAYS) {
            Path project = folder.resolve(round + script.getFirst() + WAYS.indexOf(way));
            note(seconds, words + ", " + way.name(), conducted(bench, project, words, way));
          }
        }
      }
    }
    return report(seconds);
  }

  private static void note(Map<String, List<Double>> seconds, String name, Duration took) {
    seconds.computeIfAbsent(name, none -> new ArrayList<>()).add(took.toNanos() / 1e9);
  }

  /// The floor: the commands, so many at a time, started by a loop.
  private static Duration bare(Path folder, List<String> script) {
    List<String> argv =
        new ArrayList<>(List.of("xargs", "-P", Integer.toString(AGENTS), "-n", "1"));
    argv.add(script.getFirst());
    String argument = script.size() > 1 ? script.getLast() : "-";
    String input = (argument + "\n").repeat(TASKS);
    return succeeded(Command.of(folder, argv).with(Input.of(input)).within(LONGEST)).duration();
  }

  private static Duration conducted(Bench bench, Path project, String words, Way way) {
    try {
      Files.createDirectory(project);
      if (way.place() == Place.REPOSITORY) {
        repository(project);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    List<NewTask> tasks =
        IntStream.rangeClosed(1, TASKS)
            .mapToObj(i ->
                NewTask.named(
                    "n" + i,
                    TaskSpec.titled("Task number " + i)
                        .with(new Work(List.of(), List.of(), Optional.of(words)))))
            .toList();
    bench.subject().create(project);
    long from = System.nanoTime();
    bench.subject().conduct(new Subject.Trial(project, tasks, AGENTS, way.place(), way.terminal()));
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private static void repository(Path folder) throws IOException {
    Files.writeString(folder.resolve("file.txt"), "content\n");
    succeeded(Command.of(folder, "git", "init", "-q"));
    succeeded(Command.of(folder, "git", "add", "file.txt"));
    succeeded(
        Command.of(
            folder, "git", "-c", "user.name=b", "-c", "user.email=b@b", "commit", "-qm", "begin"));
  }

  private static Result succeeded(Command command) {
    Result result = command.run();
    if (!result.succeeded()) {
      throw new IllegalStateException(command + " failed: " + result.err().text());
    }
    return result;
  }

  private Report report(Map<String, List<Double>> seconds) {
    Report.Draft draft = new Report.Draft(name());
    seconds.forEach((name, samples) -> {
      Spread spread = Spread.of(samples.stream().mapToDouble(Double::doubleValue).toArray());
      List<Double> floor = Objects.requireNonNull(seconds.get(name.split(",", 2)[0]));
      double bare = Spread.median(floor, Double::doubleValue);
      Row row =
          Row.of(
              name,
              "s",
              spread,
              "100 tasks, 8 at a time, from the first to the last; without a comma: the commands"
                  + " alone, started by xargs; ratio: median to the median of the commands alone");
      draft.add(name.contains(",") ? row.ratio(spread.p50() / bare) : row);
      if (name.contains(",")) {
        draft.note(
            "%s: %s ms more for each task than the command alone"
                .formatted(name, Figures.text((spread.p50() - bare) * 1e3 / TASKS)));
      }
    });
    draft.note("ways with tmux run as plain processes where tmux is missing");
    return draft.done();
  }
}
