package rowlock.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import rowlock.bench.Tenant.Way;
import rowlock.bench.Venue.Guest;
import rowlock.process.Command;
import rowlock.process.StartFailed;

/// How fast a hub is with agents that live in its terminals: until others know what an agent
/// reported, until a message is typed; and what such agents cost the hub.
final class Agents implements Benchmark {
  static final double NANOS_PER_MILLI = 1e6;
  private static final double MICROS_PER_MILLI = 1e3;
  private static final double GOAL_MILLIS = 100;
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int WINDOWS_OF_MESSAGES = 3;
  private static final int BARE_TEXTS = 4;
  private static final String EVENT = "report to known";
  private static final String TYPED = "message to typed";
  private static final String ENTERED = "Enter, less pause";
  private static final String POST = "  health_check";
  private static final String BARE = "  bare tmux";
  private static final String SINGLY = "in turn";
  private static final String AT_ONCE = "at once";
  private static final Map<String, String> HOW =
      Map.of(
          EVENT,
          "from before a hook's POST to the hub until a client that calls list_agents again and"
              + " again, 1 ms after each answer, has read the new state; at once: every agent"
              + " reports, waits until it is known, again 250 ms later; ratio: p99 to the floor",
          TYPED,
          "from the answer to send_message until the last byte of the text was read by the agent's"
              + " program (rowlock fake-agent in tmux), by one clock; the agent is idle; ratio: p99"
              + " to the floor",
          ENTERED,
          "from the answer to send_message until Enter was read by the agent's program, less the"
              + " configured pause between text and Enter; ratio: p99 to the floor",
          POST,
          "floor: health_check, one POST to the hub, by one client",
          BARE,
          "floor: one tmux process that pastes the text and, after the same pause, one that presses"
              + " Enter, into the same program in a tmux of its own, while the agents rest: both"
              + " until the program read it, without the pause");

  /// What is measured under one name.
  private record Cell(String what, String manner, int agents) {
    String name() {
      return what + ", " + agents + (agents == 1 ? " agent" : " agents") + manner();
    }

    @Override
    public String manner() {
      return manner.isEmpty() || agents == 1 ? "" : ", " + manner;
    }
  }

  private final Map<Cell, List<Spread>> found = new LinkedHashMap<>();

  @Override
  public String name() {
    return "agents";
  }

  @Override
  public String summary() {
    return "agents in terminals: report to known, message to typed, what they cost the hub";
  }

  @Override
  public Report run(Bench bench) {
    Report.Draft draft = new Report.Draft(name());
    if (!canMeasure()) {
      draft.note("not measured: it needs tmux, and Linux, which tells memory under /proc");
      return draft.done();
    }
    found.clear();
    List<Integer> sizes = bench.order().agents();
    int most = sizes.stream().max(Integer::compare).orElseThrow();
    try (TemporaryFolder folder = TemporaryFolder.in(bench.order().places().folder())) {
      for (int size : sizes) {
        bench.say("agents: " + size + ", load " + Machine.load());
        Path place = folder.resolve("with-" + size);
        try (AgentVenue venue = new AgentVenue(bench.subject(), place)) {
          if (size == most && size > 1) {
            AgentCosts.measure(venue, size, draft);
          } else {
            venue.settle(size);
          }
          measure(bench, venue, size);
        }
      }
    }
    report(bench, draft);
    return draft.done();
  }

  private static boolean canMeasure() {
    try {
      return Files.isReadable(Path.of("/proc/self/stat"))
          && Command.of(Path.of("/"), "tmux", "-V").run().succeeded();
    } catch (StartFailed absent) {
      return false;
    }
  }

  private void measure(Bench bench, AgentVenue venue, int size) {
    Duration window = bench.order().window();
    Duration pause = bench.subject().pauseBeforeEnter();
    try (TeamWatch watch = venue.watch("watcher");
        Guest sender = venue.guest("sender");
        BareTerminal bare = venue.bareTerminal()) {
      List<Tenant> team = venue.team(watch);
      team.forEach(Tenant::awaitRest);
      team.getFirst().take(sender);
      for (int round = 1; round <= bench.order().rounds(); round++) {
        bench.say("agents: " + size + ", round " + round + ", load " + Machine.load());
        events(team, window);
        messages(team, sender, window.multipliedBy(WINDOWS_OF_MESSAGES), pause);
        floors(size, sender, bare, window, pause);
      }
    }
  }

  private void events(List<Tenant> team, Duration window) {
    reports(SINGLY, team, List.of(Tenant.reporting(team, Duration.ZERO)), window);
    if (team.size() > 1) {
      List<Crowd.Worker> all =
          team.stream().map(one -> Tenant.reporting(List.of(one), PAUSE)).toList();
      reports(AT_ONCE, team, all, window);
    }
  }

  private void reports(
      String manner, List<Tenant> team, List<Crowd.Worker> workers, Duration window) {
    add(new Cell(EVENT, manner, team.size()), Crowd.work(workers, window).spread());
    team.forEach(Tenant::rest);
  }

  private void messages(List<Tenant> team, Guest sender, Duration window, Duration pause) {
    List<Way> ways = new ArrayList<>();
    Crowd.work(List.of(Tenant.taking(team, sender, ways)), window);
    add(SINGLY, team.size(), ways, pause);
    if (team.size() > 1) {
      List<Way> more = new ArrayList<>();
      Crowd.work(
          team.stream().map(one -> Tenant.taking(List.of(one), sender, more)).toList(), window);
      add(AT_ONCE, team.size(), more, pause);
    }
  }

  private void add(String manner, int size, List<Way> ways, Duration pause) {
    add(new Cell(TYPED, manner, size), spread(ways, Way::typed));
    add(new Cell(ENTERED, manner, size), spread(ways, way -> way.entered() - pause.toMillis()));
  }

  private void floors(int size, Guest client, BareTerminal bare, Duration window, Duration pause) {
    Crowd.Worker post = new ToolClient(client, ToolClient.Habit.NOTHING);
    add(new Cell(POST, "", size), Crowd.work(List.of(post), window).spread());
    double[] texts = new double[BARE_TEXTS];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = bare.type(pause);
    }
    add(new Cell(BARE, "", size), Spread.of(texts));
  }

  private void add(Cell cell, Spread spread) {
    found.computeIfAbsent(cell, none -> new ArrayList<>()).add(spread);
  }

  private static Spread spread(List<Way> ways, ToDoubleFunction<Way> part) {
    return Spread.of(ways.stream().mapToDouble(part).toArray());
  }

  private void report(Bench bench, Report.Draft draft) {
    found.forEach((cell, rounds) -> {
      Spread spread = Spread.median(rounds);
      String how = Objects.requireNonNull(HOW.get(cell.what()));
      Row row = Row.of(cell.name(), "ms", spread, how);
      OptionalDouble floor = floor(cell);
      draft.add(floor.isPresent() ? row.ratio(spread.p99() / floor.getAsDouble()) : row);
      if (floor.isPresent()) {
        draft.judge("ms, p99 of " + cell.name(), GOAL_MILLIS, spread.p99());
      }
    });
    draft.note(
        "the pause between a text and Enter is configured to be %d ms"
            .formatted(bench.subject().pauseBeforeEnter().toMillis()));
    draft.note("medians over " + bench.order().rounds() + " rounds; max of the median round");
  }

  private OptionalDouble floor(Cell cell) {
    return switch (cell.what()) {
      case EVENT -> p99(POST, cell.agents());
      case TYPED, ENTERED -> p99(BARE, cell.agents());
      default -> OptionalDouble.empty();
    };
  }

  private OptionalDouble p99(String floor, int agents) {
    List<Spread> rounds = Objects.requireNonNull(found.get(new Cell(floor, "", agents)));
    return OptionalDouble.of(Spread.median(rounds).p99());
  }

  /// The milliseconds between two moments.
  static double millis(Instant from, Instant to) {
    return ChronoUnit.MICROS.between(from, to) / MICROS_PER_MILLI;
  }
}
