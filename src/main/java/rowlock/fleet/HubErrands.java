package rowlock.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import rowlock.bench.Java;
import rowlock.bench.ProcessCost;
import rowlock.bench.Report;
import rowlock.bench.Row;
import rowlock.bench.Spread;
import rowlock.bench.Subject;
import rowlock.bench.TemporaryFolder;
import rowlock.bench.Venue;
import rowlock.fleet.Errand.Way;

/// Whole agents in a hub: until they are ready, and what they cost while they print.
///
/// The agents' program is a shell that draws an idle screen, so that what is measured is what
/// rowlock does and not the start of a model's client.
final class HubErrands {
  private static final double READY_GOAL = 2;
  private static final double QUIET_GOAL_PERCENT = 2;
  private static final double MEMORY_GOAL_MEBIBYTES = 0.3;
  private static final int FILES = 100;
  private static final int FIRST = 1;
  private static final Duration SETTLE = Duration.ofSeconds(3);

  /// How many windows of the order one look at the processor takes.
  private static final int WINDOWS = 5;

  private static final Duration LOOK = Duration.ofMillis(5);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final String KIND = "drawn";
  private static final String INPUT = "❯";

  /// Draws what an idle agent shows, and one more line each second.
  private static final String DRAWING =
      "n=0; while :; do n=$((n+1)); printf '\\033[H\\033[2Jline %s\\n"
          + "────────\\n❯ \\n────────\\n  ? for shortcuts' $n; sleep 1; done";

  private static final String READY =
      "floor: windows with the same program opened by one tmux in control mode, until each shows"
          + " its input line, and then the files of as many worktrees written; ours: one call of"
          + " spawn_batch to a hub: token, private folder, worktree, job, screen read and journal"
          + " of each, until all have answered";

  private final Subject subject;
  private final Path folder;
  private int made;

  HubErrands(Subject subject, Path folder) {
    this.subject = subject;
    this.folder = folder;
  }

  /// So many agents, ready to be told something.
  Errand ready(int size) {
    return new Errand(
        "agents ready",
        size,
        READY_GOAL,
        Map.of(Way.FLOOR, () -> bare(size), Way.OURS, () -> spawned(size)),
        READY);
  }

  private Duration bare(int size) {
    Path place = fresh();
    StringBuilder windows = new StringBuilder();
    StringBuilder screens = new StringBuilder();
    Path script = write(place.resolve("draw"), DRAWING);
    for (int i = 1; i <= size; i++) {
      windows.append("new-window -d -t :" + i + " sh " + script + "\n");
      screens.append("capture-pane -p -t :" + i + "\n");
    }
    try (BareTmux tmux = BareTmux.start(place)) {
      return Errand.timed(() -> {
        tmux.pipelined(windows.toString());
        long end = System.nanoTime() + LONGEST.toNanos();
        while (shown(tmux.pipelined(screens.toString())) < size) {
          if (System.nanoTime() > end) {
            throw new IllegalStateException("programs in a bare tmux did not start");
          }
          LockSupport.parkNanos(LOOK.toNanos());
        }
        IntStream.range(0, size * FILES)
            .forEach(i -> write(place.resolve("f" + i), "content\n".repeat(10)));
      });
    }
  }

  private static long shown(String screens) {
    return screens.lines().filter(line -> line.startsWith(INPUT)).count();
  }

  private Duration spawned(int size) {
    try (Venue venue = hub();
        Venue.Guest lead = venue.overHttp("lead")) {
      return Errand.timed(() -> spawn(lead, 0, size));
    }
  }

  /// What a fleet that prints a line a second each costs the hub.
  ///
  /// @param window how long a thing is measured; the processor several times as long
  void costs(int size, Duration window, Report.Draft draft) {
    Duration rest = window.multipliedBy(WINDOWS);
    try (Venue venue = hub();
        Venue.Guest lead = venue.overHttp("lead")) {
      ProcessCost hub = new ProcessCost(venue.pid());
      spawn(lead, 0, FIRST);
      LockSupport.parkNanos(SETTLE.toNanos());
      double before = hub.liveMebibytes();
      spawn(lead, FIRST, size);
      LockSupport.parkNanos(SETTLE.toNanos());
      double each = (hub.liveMebibytes() - before) / (size - FIRST);
      String fleet = ", %d agents that print".formatted(size);
      draft.add(
          Row.of(
              "hub for each agent" + fleet,
              "MiB",
              one(each),
              "growth of the objects alive after a full collection, divided by the agents added"));
      draft.judge("MiB of live objects for each agent" + fleet, MEMORY_GOAL_MEBIBYTES, each);
      double own = hub.cpuSeconds();
      double children = hub.childSeconds();
      LockSupport.parkNanos(rest.toNanos());
      double percent =
          100 * (hub.cpuSeconds() - own + hub.childSeconds() - children) / rest.toSeconds();
      draft.add(
          Row.of(
              "hub" + fleet + ", CPU",
              "%",
              one(percent),
              "user + system time of the hub and of the processes it started and that ended, over"
                  + " %d s in which every agent prints a line a second, in percent of one processor"
                      .formatted(rest.toSeconds())));
      draft.judge("percent of a processor of the hub" + fleet, QUIET_GOAL_PERCENT, percent);
    }
  }

  private Venue hub() {
    Path project = fresh();
    BareGit git = new BareGit(project);
    git.run("init", "-q", "-b", "main");
    IntStream.range(0, FILES).forEach(i -> write(project.resolve("f" + i), "content\n".repeat(10)));
    git.run("add", ".");
    git.run("-c", "user.name=b", "-c", "user.email=b@b", "commit", "-qm", "begin");
    subject.create(project);
    Path script = write(folder.resolve("draw" + made), DRAWING);
    subject.teach(project, KIND, List.of("sh", script.toString()));
    return subject.serve(project, Java.command(Java.MAIN, List.of("serve")));
  }

  private static void spawn(Venue.Guest lead, int from, int to) {
    List<Map<String, Object>> wishes =
        IntStream.range(from, to)
            .<Map<String, Object>>mapToObj(
                i -> Map.of("kind", KIND, "new_agent_id", KIND + "-" + i))
            .toList();
    Map<String, Object> told = lead.call("spawn_batch", Map.of("agents", wishes));
    if (!(told.get("spawned") instanceof Number spawned) || spawned.intValue() < to - from) {
      throw new IllegalStateException("not all agents were spawned: " + told);
    }
  }

  private Path fresh() {
    return TemporaryFolder.make(folder.resolve("hub" + made++));
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Spread one(double value) {
    return Spread.of(new double[] {value});
  }
}
