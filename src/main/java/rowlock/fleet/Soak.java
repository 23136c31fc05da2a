package rowlock.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import rowlock.bench.Benchmark;
import rowlock.bench.Java;
import rowlock.bench.Machine;
import rowlock.bench.Order;
import rowlock.bench.ProcessCost;
import rowlock.bench.Report;
import rowlock.bench.TemporaryFolder;
import rowlock.bench.Venue;
import rowlock.process.RuntimeDirectory;
import rowlock.tmux.ServerState;
import rowlock.tmux.TmuxServer;

/// A long run of many fake agents in terminals, with messages all the time: whether everything is
/// done in the end, once, and whether anything grows.
public final class Soak implements Benchmark {
  private static final String KIND = "soaked";
  private static final String CRIER = "crier";
  private static final int MESSAGES_PER_TASK = 10;
  private static final int LONGEST_FACTOR = 3;
  private static final int SAMPLES = 60;
  private static final Duration TICK = Duration.ofSeconds(1);

  /// How much of the time agents are given is theirs to think; the rest is for claiming, handing in
  /// and merging.
  private static final double THINKING = 0.6;

  private static final String SCRIPT = "claim\nwork\ncall read_messages {}\nsubmit\nloop\n";

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String summary() {
    return "a long run with many fake agents and messages, and what it leaves behind";
  }

  @Override
  public Report run(Bench bench) {
    Report.Draft draft = new Report.Draft(name());
    try (TemporaryFolder folder = TemporaryFolder.in(bench.order().places().folder())) {
      Path project = TemporaryFolder.make(folder.resolve("project"));
      prepare(bench, folder, project);
      TmuxServer terminals = TmuxServer.of(project, RuntimeDirectory.open());
      Upkeep upkeep = new Upkeep(project, terminals);
      Order order = bench.order();
      List<String> argv =
          Java.command(
              Java.MAIN,
              List.of(
                  "run",
                  folder.resolve("plan.yaml").toString(),
                  "--agents",
                  order.agents().getFirst().toString(),
                  "--agent",
                  KIND,
                  "--yes"));
      long sent;
      try (Venue venue = bench.subject().serve(project, argv)) {
        sent = watch(bench, venue, upkeep);
      }
      upkeep.report(draft);
      Ledger.of(project.resolve(".rowlock"), CRIER).judge(order.tasks().getFirst(), sent, draft);
      draft.judge("processes left", 0, Upkeep.processes(project).size());
      draft.judge("tmux servers left", 0, terminals.state() instanceof ServerState.Absent ? 0 : 1);
    }
    return draft.done();
  }

  private static void prepare(Bench bench, TemporaryFolder folder, Path project) {
    Order order = bench.order();
    int tasks = order.tasks().getFirst();
    long millis = (long) (THINKING * order.window().toMillis() * order.agents().getFirst() / tasks);
    StringBuilder plan = new StringBuilder("goal: Soak\ntasks:\n");
    for (int i = 1; i <= tasks; i++) {
      plan.append("  - id: t%d\n    title: Task %d\n    description: |\n".formatted(i, i));
      plan.append("      fake: think %dms\n".formatted(millis));
      plan.append("      fake: write d%d/f%d.txt done\n".formatted(i % 50, i));
    }
    try {
      Files.writeString(folder.resolve("plan.yaml"), plan.toString());
      Files.writeString(folder.resolve("script"), SCRIPT);
      Files.writeString(project.resolve("begin.txt"), "begin\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    BareGit git = new BareGit(project);
    git.run("init", "-q", "-b", "main");
    git.run("add", "begin.txt");
    git.run("-c", "user.name=b", "-c", "user.email=b@b", "commit", "-qm", "begin");
    bench.subject().create(project);
    List<String> agent = new ArrayList<>(Java.small(Java.MAIN));
    agent.addAll(List.of("fake-agent", "--script", folder.resolve("script").toString()));
    bench.subject().teach(project, KIND, agent);
  }

  /// Sends messages and looks at everything until the run is over.
  ///
  /// @return how many messages were accepted
  private static long watch(Bench bench, Venue venue, Upkeep upkeep) {
    ProcessCost hub = new ProcessCost(venue.pid());
    Order order = bench.order();
    long begin = System.nanoTime();
    long planned = order.window().toNanos();
    long all = (long) MESSAGES_PER_TASK * order.tasks().getFirst();
    long sent = 0;
    int looked = 0;
    try (Venue.Guest guest = venue.overHttp(CRIER)) {
      for (long now = 0; isAlive(venue) && now < LONGEST_FACTOR * planned; ) {
        sent += send(guest, sent, Math.min(all, all * now / planned), order.agents().getFirst());
        if (now >= looked * planned / SAMPLES) {
          looked++;
          upkeep.sample(hub);
          bench.say(
              "soak: %d s, %d messages, load %s"
                  .formatted(now / 1_000_000_000, sent, Machine.load()));
        }
        LockSupport.parkNanos(TICK.toNanos());
        now = System.nanoTime() - begin;
      }
    } catch (RuntimeException over) {
      // The hub ends with the run, whatever is being asked of it then.
      if (isAlive(venue)) {
        throw over;
      }
    }
    return sent;
  }

  private static boolean isAlive(Venue venue) {
    return ProcessHandle.of(venue.pid()).filter(ProcessHandle::isAlive).isPresent();
  }

  private static long send(Venue.Guest guest, long sent, long due, int agents) {
    if (due <= sent) {
      return 0;
    }
    List<Map<String, Object>> letters =
        IntStream.range(0, (int) Math.min(1_000, due - sent))
            .<Map<String, Object>>mapToObj(i ->
                Map.of("to", KIND + "-" + ((sent + i) % agents + 1), "body", "News " + (sent + i)))
            .toList();
    Map<String, Object> answer = guest.call("send_batch", Map.of("messages", letters));
    return answer.get("sent") instanceof Number number ? number.longValue() : 0;
  }
}
