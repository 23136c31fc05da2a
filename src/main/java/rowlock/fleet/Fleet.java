package rowlock.fleet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import rowlock.bench.Benchmark;
import rowlock.bench.Machine;
import rowlock.bench.Report;
import rowlock.bench.Row;
import rowlock.bench.Spread;
import rowlock.bench.TemporaryFolder;
import rowlock.fleet.Errand.Way;

/// What it takes to start, watch, write to and serve many agents at once, beside what anybody could
/// do with tmux and git.
public final class Fleet implements Benchmark {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double GROWTH_GOAL = 1.1;

  /// How many files the repositories have.
  private static final List<Integer> REPOSITORIES = List.of(100, 5_000);

  /// How many files are checked out for one figure; more would take many minutes.
  private static final int MAX_FILES = 100_000;

  private final List<Integer> repositories;

  /// The benchmark with the repositories it is told of in its report.
  public Fleet() {
    this(REPOSITORIES);
  }

  /// The benchmark with other repositories.
  ///
  /// @param repositories how many files each has
  public Fleet(List<Integer> repositories) {
    this.repositories = List.copyOf(repositories);
  }

  /// What is done to a fleet of one size, all rounds.
  private record Found(Errand errand, Map<Way, List<Double>> millis) {
    double median(Way way) {
      return Spread.median(of(way), Double::doubleValue);
    }

    List<Double> of(Way way) {
      return Objects.requireNonNull(millis.get(way));
    }

    /// The median of the rounds' ratios.
    double ratio(Way way) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < of(way).size(); i++) {
        ratios.add(of(way).get(i) / of(Way.FLOOR).get(i));
      }
      return Spread.median(ratios, Double::doubleValue);
    }
  }

  @Override
  public String name() {
    return "fleet";
  }

  @Override
  public String summary() {
    return "many agents: panes, screens, messages, worktrees, git; beside bare tmux and git";
  }

  @Override
  public Report run(Bench bench) {
    List<Found> found = new ArrayList<>();
    List<String> left = new ArrayList<>();
    Report.Draft draft = new Report.Draft(name());
    try (TemporaryFolder folder = TemporaryFolder.in(bench.order().places().folder())) {
      for (int size : bench.order().agents()) {
        Path place = TemporaryFolder.make(folder.resolve("panes" + size));
        measure(bench, new PaneErrands(place).errand(size), found);
        try (ScreenErrands screens = new ScreenErrands(folder.resolve("screens" + size), size)) {
          screens.errands().forEach(errand -> measure(bench, errand, found));
        }
      }
      commands(bench, folder, found, left);
      hubs(bench, folder, found, draft);
      for (int files : repositories) {
        Path place = TemporaryFolder.make(folder.resolve("git" + files));
        WorktreeErrands git = new WorktreeErrands(place, files);
        try (QuestionErrands questions =
            new QuestionErrands(git, folder.resolve("questions" + files))) {
          questions.errands().forEach(errand -> measure(bench, errand, found));
        }
        for (int size : bench.order().agents()) {
          measure(bench, git.branches(size), found);
          if ((long) size * files <= MAX_FILES) {
            git.worktrees(size).forEach(errand -> measure(bench, errand, found));
          } else {
            left.add(
                "%d worktrees of %,d files (at most %,d files at once)"
                    .formatted(size, files, MAX_FILES));
          }
        }
      }
    }
    return report(bench, found, left, draft);
  }

  private static void hubs(
      Bench bench, TemporaryFolder folder, List<Found> found, Report.Draft draft) {
    HubErrands hubs = new HubErrands(bench.subject(), folder.path());
    bench.order().agents().forEach(size -> measure(bench, hubs.ready(size), found));
    for (int size : bench.order().agents()) {
      bench.say("fleet: hub with %d agents that print, load %s".formatted(size, Machine.load()));
      hubs.costs(size, bench.order().window(), draft);
    }
  }

  private static void commands(
      Bench bench, TemporaryFolder folder, List<Found> found, List<String> left) {
    Optional<Path> launcher = bench.order().places().launcher();
    if (launcher.isEmpty()) {
      left.add("rowlock list (no launcher is here; name it with --launcher)");
      return;
    }
    CommandErrands commands = new CommandErrands(bench.subject(), folder.path(), launcher.get());
    bench.order().agents().forEach(size -> measure(bench, commands.errand(size), found));
  }

  private static void measure(Bench bench, Errand errand, List<Found> found) {
    bench.say("fleet: %s, %d, load %s".formatted(errand.name(), errand.size(), Machine.load()));
    Map<Way, List<Double>> millis = new LinkedHashMap<>();
    for (int round = 0; round < bench.order().rounds(); round++) {
      errand
          .ways()
          .forEach((way, act) ->
              millis
                  .computeIfAbsent(way, _ -> new ArrayList<>())
                  .add(act.run().toNanos() / NANOS_PER_MILLI));
    }
    found.add(new Found(errand, millis));
  }

  private static Report report(
      Bench bench, List<Found> found, List<String> left, Report.Draft draft) {
    for (Found one : found) {
      for (Way way : one.errand().ways().keySet()) {
        draft.add(row(one, way));
      }
      draft.judge(
          "%s, %d: times the floor".formatted(one.errand().name(), one.errand().size()),
          one.errand().goal(),
          one.ratio(Way.OURS));
    }
    found.stream()
        .collect(
            Collectors.groupingBy(
                one -> one.errand().name(), LinkedHashMap::new, Collectors.toList()))
        .forEach((name, sizes) -> growth(draft, name, sizes));
    if (!left.isEmpty()) {
      draft.note("not measured: " + String.join(", ", left));
    }
    draft.note("medians over %d rounds, turn about".formatted(bench.order().rounds()));
    return draft.done();
  }

  private static Row row(Found one, Way way) {
    Errand errand = one.errand();
    String word =
        switch (way) {
          case NAIVE -> "  naive";
          case FLOOR -> "  floor";
          case OURS -> errand.name() + ", " + errand.size();
        };
    Spread spread = Spread.of(one.of(way).stream().mapToDouble(Double::doubleValue).toArray());
    Row row = Row.of(word, "ms", spread, errand.how());
    return way == Way.FLOOR ? row : row.ratio(one.ratio(way));
  }

  private static void growth(Report.Draft draft, String name, List<Found> sizes) {
    Map<Integer, Double> costs = new LinkedHashMap<>();
    sizes.forEach(one -> costs.put(one.errand().size(), one.median(Way.OURS)));
    OptionalDouble exponent = Growth.exponent(costs);
    exponent.ifPresent(power -> draft.judge("exponent of growth of " + name, GROWTH_GOAL, power));
  }
}
