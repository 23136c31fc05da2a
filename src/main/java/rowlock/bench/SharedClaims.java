package rowlock.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import rowlock.bench.Claimer.Habit;
import rowlock.bench.Crowd.Times;
import rowlock.coordinator.Coordinator;

/// How long a durable claim takes when several processes share a journal without a hub, beside
/// processes that put the same rows into bare SQLite behind a file lock.
final class SharedClaims implements Benchmark {
  private static final int TASKS = 1_000;
  private static final String OURS = "claim";
  private static final String FLOOR = "floor";

  @Override
  public String name() {
    return "processes";
  }

  @Override
  public String summary() {
    return "durable claims by several processes without a hub, against SQLite behind a file lock";
  }

  @Override
  public Report run(Bench bench) {
    try (TemporaryFolder folder = TemporaryFolder.in(bench.order().places().folder())) {
      Path project = folder.resolve("project");
      Site.create(bench.subject(), project, TASKS);
      Path copy = folder.resolve("floor.db");
      Files.copy(Site.database(project), copy);
      List<Spread> ours = new ArrayList<>();
      List<Spread> floor = new ArrayList<>();
      List<Double> rates = new ArrayList<>();
      List<Double> floorRates = new ArrayList<>();
      for (int round = 1; round <= bench.order().rounds(); round++) {
        bench.say("processes: round " + round + ", load " + Machine.load());
        List<String> window = List.of(Long.toString(bench.order().window().toMillis()));
        collect(children(bench, folder, OURS, project, window), ours, rates);
        collect(children(bench, folder, FLOOR, copy, window), floor, floorRates);
      }
      return report(bench, List.of(ours, floor), List.of(rates, floorRates));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static List<Children.Answer> children(
      Bench bench, TemporaryFolder folder, String part, Path place, List<String> window) {
    return Children.together(
        folder.path(),
        bench.order().processes(),
        index -> {
          List<String> words = new ArrayList<>(List.of(part, place.toString(), "p" + index));
          words.addAll(window);
          return words;
        });
  }

  private static void collect(
      List<Children.Answer> answers, List<Spread> spreads, List<Double> rates) {
    double[] all = answers.stream().flatMapToDouble(answer -> answer.samples()).toArray();
    spreads.add(Spread.of(all));
    rates.add(answers.stream().mapToDouble(Children.Answer::perSecond).sum());
  }

  private Report report(Bench bench, List<List<Spread>> spreads, List<List<Double>> rates) {
    Report.Draft draft = new Report.Draft(name());
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < spreads.getFirst().size(); i++) {
      ratios.add(spreads.getFirst().get(i).p99() / spreads.getLast().get(i).p99());
    }
    int processes = bench.order().processes();
    draft.add(
        Row.of(
                "claim, %d tasks, %d processes".formatted(TASKS, processes),
                "ms",
                Spread.median(spreads.getFirst()),
                "each process with a coordinator of its own on the same journal, one agent each:"
                    + " a claim (then, not timed, its release); ratio: p99 to the floor's")
            .perSecond(Spread.median(rates.getFirst(), Double::doubleValue))
            .ratio(Spread.median(ratios, Double::doubleValue)));
    draft.add(
        Row.of(
                "  floor",
                "ms",
                Spread.median(spreads.getLast()),
                "floor: as many processes, each takes a file lock, inserts one row of the same size"
                    + " in a transaction of its own, and lets go")
            .perSecond(Spread.median(rates.getLast(), Double::doubleValue)));
    draft.note("medians over " + bench.order().rounds() + " rounds");
    return draft.done();
  }

  /// What one of the processes does.
  static Times child(Subject subject, Children.Part part) {
    Path place = Path.of(part.words().get(1));
    String name = part.words().get(2);
    Duration window = Duration.ofMillis(Long.parseLong(part.words().get(3)));
    if (part.words().getFirst().equals(OURS)) {
      try (Coordinator coordinator = subject.open(place)) {
        Claimer claimer = new Claimer(coordinator, name, Habit.CLAIM);
        Crowd.work(List.of(claimer), window);
        part.awaitStart();
        return Crowd.work(List.of(claimer), window);
      }
    }
    try (LockedInserts inserts = new LockedInserts(place)) {
      Crowd.work(List.of(inserts), window);
      part.awaitStart();
      return Crowd.work(List.of(inserts), window);
    } catch (IOException | SQLException failed) {
      throw new IllegalStateException("the floor does not hold", failed);
    }
  }

  /// The floor's worker.
  private static final class LockedInserts implements Crowd.Worker, AutoCloseable {
    private static final int ROW_BYTES = 190;
    private static final int HASH_BYTES = 32;

    private final FileChannel turn;
    private final Connection connection;
    private final Statement control;
    private final PreparedStatement insert;
    private final Records.Row row = new Records.Row(new byte[ROW_BYTES], new byte[HASH_BYTES]);

    @SuppressWarnings("MustBeClosedChecker") // statements are closed with their connection
    LockedInserts(Path database) throws IOException, SQLException {
      turn =
          FileChannel.open(
              database.resolveSibling("floor.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      connection = BareGroupCommit.connect(database);
      control = connection.createStatement();
      insert = connection.prepareStatement("INSERT INTO entry VALUES (?, ?, ?)");
    }

    @Override
    public void act() {
      try (FileLock _ = turn.lock()) {
        control.executeUpdate("BEGIN IMMEDIATE");
        BareGroupCommit.insert(insert, BareGroupCommit.lastPosition(connection), List.of(row));
        control.executeUpdate("COMMIT");
      } catch (IOException | SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }

    @Override
    public void clear() {
      act();
    }

    @Override
    public void close() throws IOException, SQLException {
      connection.close();
      turn.close();
    }
  }
}
