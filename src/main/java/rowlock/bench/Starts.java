package rowlock.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rowlock.process.Command;
import rowlock.process.Environment;
import rowlock.process.Result;

/// How long a short command takes from its start to its end, beside the least a JVM can do.
final class Starts implements Benchmark {
  private static final int TASKS = 10_000;
  private static final Duration LONGEST_BUILD = Duration.ofMinutes(10);
  private static final double GOAL_RATIO = 3;
  private static final String JAVA = "java -version";
  private static final String STATUS = "rowlock status, %d tasks".formatted(TASKS);
  private static final String WALL_HOW =
      "one process per sample, from its start to its reaped end, every command once in each round;"
          + " ratio: median to the median of java -version";
  private static final String CPU_HOW =
      "user + system time of the same processes and their children (getrusage); ratio: median to"
          + " the median of java -version";

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String summary() {
    return "how long short commands take, against java -version";
  }

  /// What one command took, round by round, in milliseconds.
  private record Samples(List<Double> wall, List<Double> cpu) {
    static Samples none() {
      return new Samples(new ArrayList<>(), new ArrayList<>());
    }

    static Spread spread(List<Double> samples) {
      return Spread.of(samples.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  @Override
  public Report run(Bench bench) {
    Optional<Path> launcher = bench.order().places().launcher();
    try (TemporaryFolder folder = TemporaryFolder.in(bench.order().places().folder())) {
      Path project = folder.resolve("project");
      Site.create(bench.subject(), project, TASKS);
      Map<String, Command> commands = new LinkedHashMap<>();
      commands.put(JAVA, command(project, List.of(Java.program(), "-version")));
      commands.put(
          "hello world in Java", command(project, Java.command(Hello.class.getName(), List.of())));
      launcher.ifPresent(script -> {
        commands.put(
            "rowlock --version", command(project, List.of(script.toString(), "--version")));
        commands.put(STATUS, command(project, List.of(script.toString(), "status")));
      });
      Map<String, Samples> samples = measure(bench, commands);
      return report(samples, launcher);
    }
  }

  private static Command command(Path project, List<String> argv) {
    Environment environment =
        Environment.BASIC.allowing("JAVA_HOME", "ROWLOCK_JAVA_HOME", "MAVEN_OPTS");
    return Command.of(project, argv).with(environment).within(LONGEST_BUILD);
  }

  private static Map<String, Samples> measure(Bench bench, Map<String, Command> commands) {
    ChildTime time = new ChildTime();
    // Not counted: the first start may build the program and its cache.
    commands.forEach((name, command) -> run(name, command));
    Map<String, Samples> all = new LinkedHashMap<>();
    for (int round = 1; round <= bench.order().rounds(); round++) {
      bench.say("start: round " + round + ", load " + Machine.load());
      commands.forEach((name, command) -> {
        Samples samples = all.computeIfAbsent(name, none -> Samples.none());
        double before = time.millis();
        Result result = run(name, command);
        samples.cpu().add(time.millis() - before);
        samples.wall().add(result.duration().toNanos() / 1e6);
      });
    }
    return all;
  }

  private static Result run(String name, Command command) {
    Result result = command.run();
    if (!result.succeeded()) {
      throw new IllegalStateException(
          name + " failed: " + result.ending() + " " + result.err().text());
    }
    return result;
  }

  private Report report(Map<String, Samples> all, Optional<Path> launcher) {
    Report.Draft draft = new Report.Draft(name());
    Samples java = Objects.requireNonNull(all.get(JAVA));
    all.forEach((name, samples) -> {
      draft.add(row(name, samples.wall(), java.wall(), WALL_HOW));
      draft.add(row("  processor time", samples.cpu(), java.cpu(), CPU_HOW));
    });
    Samples status = all.get(STATUS);
    if (status != null) {
      draft.judge(
          STATUS + " to java -version, wall clock",
          GOAL_RATIO,
          Samples.spread(status.wall()).p50() / Samples.spread(java.wall()).p50());
      draft.judge(
          STATUS + " to java -version, processor time",
          GOAL_RATIO,
          Samples.spread(status.cpu()).p50() / Samples.spread(java.cpu()).p50());
    }
    if (launcher.isEmpty()) {
      draft.note("rowlock itself was not measured: no launcher is here; name it with --launcher");
    }
    return draft.done();
  }

  private static Row row(String name, List<Double> samples, List<Double> floor, String how) {
    Spread spread = Samples.spread(samples);
    return Row.of(name, "ms", spread, how).ratio(spread.p50() / Samples.spread(floor).p50());
  }
}
