package rowlock.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import rowlock.bench.Crowd.Times;
import rowlock.bench.ToolClient.Habit;
import rowlock.bench.Venue.Guest;

/// How long tools of MCP take over HTTP and stdio, beside a tool of the same server that
/// coordinates nothing, and what a connected client costs the hub.
final class ToolCalls implements Benchmark {
  private static final int TASKS = 500;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final int WARM_CLIENTS = 8;
  private static final double GOAL_RATIO = 2;
  private static final String CALL_HOW =
      "one call of the tool by each client, again and again, through the hub in a process of its"
          + " own (stdio: a server over pipes, which asks the hub over HTTP); what makes room for"
          + " the next call is not timed; ratio: p99 to that of health_check";
  private static final String FLOOR_HOW =
      "floor: health_check, a tool of the same server that coordinates nothing, as many clients";
  private static final String SYNC_HOW =
      "floor: 4 KiB appended to a file beside the journal and forced to the disk, by one thread";

  /// How clients reach the server.
  private enum Way {
    HTTP,
    STDIO;

    Guest connect(Venue venue, String agent) {
      return switch (this) {
        case HTTP -> venue.overHttp(agent);
        case STDIO -> venue.overStdio(agent);
      };
    }
  }

  /// What is measured under one name.
  private record Cell(Way way, Habit habit, int clients) {
    String name() {
      return "%s%s, %s, %d clients"
          .formatted(
              habit == Habit.NOTHING ? "  " : "",
              habit.tool(),
              way.name().toLowerCase(Locale.ROOT),
              clients);
    }

    Cell floor() {
      return new Cell(way, Habit.NOTHING, clients);
    }
  }

  /// What all rounds showed.
  private record Found(Map<Cell, List<Times>> calls, List<Times> syncs) {
    static Found nothing() {
      return new Found(new LinkedHashMap<>(), new ArrayList<>());
    }

    void add(Cell cell, Times times) {
      calls.computeIfAbsent(cell, none -> new ArrayList<>()).add(times);
    }

    List<Times> of(Cell cell) {
      return Objects.requireNonNull(calls.get(cell));
    }

    double p99(Cell cell) {
      return median(of(cell), times -> times.spread().p99());
    }

    double sync() {
      return median(syncs, times -> times.spread().p99());
    }

    private static double median(List<Times> rounds, ToDoubleFunction<Times> figure) {
      return Spread.median(rounds, figure);
    }
  }

  @Override
  public String name() {
    return "mcp";
  }

  @Override
  public String summary() {
    return "claim_task and complete_task over MCP, against a tool that coordinates nothing";
  }

  @Override
  public Report run(Bench bench) {
    Report.Draft draft = new Report.Draft(name());
    try (TemporaryFolder folder = TemporaryFolder.in(bench.order().places().folder())) {
      Path project = folder.resolve("project");
      Site.create(bench.subject(), project, TASKS);
      List<String> serve = Java.command(Java.MAIN, List.of("serve"));
      try (Venue venue = bench.subject().serve(project, serve);
          Forced forced = Forced.in(project)) {
        report(draft, measure(bench, venue, forced));
        bench.say("mcp: memory");
        GuestMemory.measure(venue, draft);
      }
    }
    draft.note("medians over " + bench.order().rounds() + " rounds; max of the median round");
    return draft.done();
  }

  private static Found measure(Bench bench, Venue venue, Forced forced) {
    Found found = Found.nothing();
    Duration window = bench.order().window();
    for (Way way : Way.values()) {
      for (Habit habit : Habit.values()) {
        times(venue, new Cell(way, habit, WARM_CLIENTS), "warm-up", WARM_UP);
      }
    }
    for (int round = 1; round <= bench.order().rounds(); round++) {
      bench.say("mcp: round " + round + ", load " + Machine.load());
      for (int clients : bench.order().agents()) {
        for (Way way : Way.values()) {
          for (Habit habit : Habit.values()) {
            Cell cell = new Cell(way, habit, clients);
            found.add(cell, times(venue, cell, "round" + round, window));
          }
        }
      }
      found.syncs().add(Crowd.work(List.of(forced), window));
    }
    return found;
  }

  /// Every cell has clients of its own, so that none meets the limit of calls in a second.
  private static Times times(Venue venue, Cell cell, String when, Duration window) {
    String team = "%s-%s-%s-%d-".formatted(when, cell.way(), cell.habit(), cell.clients());
    List<ToolClient> clients = new ArrayList<>();
    try {
      IntStream.range(0, cell.clients())
          .mapToObj(i -> cell.way().connect(venue, team + i))
          .map(guest -> new ToolClient(guest, cell.habit()))
          .forEach(clients::add);
      return Crowd.work(List.copyOf(clients), window);
    } finally {
      clients.forEach(ToolClient::close);
    }
  }

  private static void report(Report.Draft draft, Found found) {
    found.calls().forEach((cell, rounds) -> draft.add(row(cell, rounds, found)));
    draft.add(
        Row.of(
            "  sync",
            "ms",
            Spread.median(found.syncs().stream().map(Times::spread).toList()),
            SYNC_HOW));
    found.calls().keySet().stream()
        .filter(cell -> cell.habit() != Habit.NOTHING)
        .forEach(cell ->
            draft.judge(
                "p99 of %s, less one sync, to health_check's".formatted(cell.name()),
                GOAL_RATIO,
                (found.p99(cell) - found.sync()) / found.p99(cell.floor())));
  }

  private static Row row(Cell cell, List<Times> rounds, Found found) {
    boolean isFloor = cell.habit() == Habit.NOTHING;
    Row row =
        Row.of(
                cell.name(),
                "ms",
                Spread.median(rounds.stream().map(Times::spread).toList()),
                isFloor ? FLOOR_HOW : CALL_HOW)
            .perSecond(Spread.median(rounds, Times::perSecond));
    return isFloor ? row : row.ratio(found.p99(cell) / found.p99(cell.floor()));
  }
}
