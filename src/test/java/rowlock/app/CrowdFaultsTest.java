package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.operation.Project;
import rowlock.process.Command;
import rowlock.process.ProcessIdentity;
import rowlock.process.Signal;
import rowlock.task.AgentId;
import rowlock.team.AgentCondition;
import rowlock.team.Observation;
import rowlock.tmux.Availability;
import rowlock.tmux.Pane;
import rowlock.tmux.ServerState;

/// What becomes of agents in a real tmux when something of it is ended by somebody else.
@Timeout(240)
class CrowdFaultsTest {
  private static final Duration CYCLES = Duration.ofSeconds(40);
  private static final int MOST_CYCLES = 150;
  private static final int WARM_UP = 5;

  @TempDir private Path root;
  private Crowd crowd;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Availability.probe() instanceof Availability.Ready, "tmux is not installed");
    crowd = new Crowd(root);
  }

  @AfterEach
  void close() {
    if (crowd != null) {
      crowd.close();
    }
  }

  @Test
  void agentsLiveAgainWhenTheirServerWasKilled() throws Exception {
    spawn("anna");
    spawn("bert");
    List<Long> before = crowd.tmux().panes().stream().map(Pane::pid).toList();

    assertThat(crowd.tmux().state()).isInstanceOf(ServerState.Running.class);
    if (crowd.tmux().state() instanceof ServerState.Running(ProcessIdentity server)) {
      Signal.KILL.sendTo(server);
    }

    Crowd.await(() -> isBack("anna", before) && isBack("bert", before));
    assertThat(crowd.call("read_agent", Map.of("target", "anna")).toString()).contains("ready");
    assertThat(crowd.desk().board().agents()).hasSize(2);
  }

  @Test
  void anAgentWhosePaneTheUserClosedIsStartedAgainAndTheOtherIsLeftAlone() throws Exception {
    spawn("anna");
    spawn("bert");
    List<Long> before = crowd.tmux().panes().stream().map(Pane::pid).toList();
    Pane anna = pane("anna").orElseThrow();
    long bert = pane("bert").orElseThrow().pid();

    List<String> argv =
        List.of(
            "tmux", "-S", crowd.tmux().socket().toString(), "kill-pane", "-t", anna.id().value());
    assertThat(Command.of(root, argv).run().succeeded()).isTrue();

    Crowd.await(() -> isBack("anna", before));
    assertThat(pane("bert").orElseThrow().pid()).isEqualTo(bert);
  }

  @Test
  void aNumberThatAnotherProcessHasNowIsNotTakenForTheAgent() throws Exception {
    ProcessIdentity me = ProcessIdentity.current();
    Path residence = crowd.folder.resolve(Project.HOME).resolve("agents/anna");
    Path job = Files.createDirectories(residence.resolve("start-1/job"));
    Files.writeString(
        residence.resolve("stay.json"), "{\"kind\":\"%s\",\"starts\":1}".formatted(Crowd.TALKER));
    Files.writeString(
        job.resolve("pid"), new ProcessIdentity(me.pid(), me.startTicks() - 1, me.boot()).text());

    spawn("anna");

    assertThat(residence.resolve("start-2")).isDirectory();
    assertThat(pane("anna").orElseThrow().pid()).isNotEqualTo(me.pid());
  }

  @Test
  void afterManyCyclesEverythingIsAsItWasBefore() throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      cycle();
    }
    Held before = Held.now(crowd);
    long end = System.nanoTime() + CYCLES.toNanos();
    int cycles = 0;
    while (cycles < MOST_CYCLES && System.nanoTime() < end) {
      cycle();
      cycles++;
    }
    Held after = Held.now(crowd);
    System.out.printf("SEEN %d cycles: %s -> %s%n", cycles, before, after);

    assertThat(crowd.desk().board().agents()).isEmpty();
    assertThat(crowd.tmux().panes()).isEmpty();
    assertThat(after.processes()).isEqualTo(before.processes());
    assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + Held.SLACK);
    assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + Held.SLACK);
  }

  private void cycle() throws InterruptedException {
    spawn("anna");
    assertThat(crowd.call("terminate_agent", Map.of("target", "anna")).toString()).contains("anna");
  }

  private void spawn(String name) throws InterruptedException {
    assertThat(
            crowd
                .call("spawn_agent", Map.of("kind", Crowd.TALKER, "new_agent_id", name))
                .toString())
        .contains(name)
        .doesNotContain("error");
  }

  private boolean isBack(String name, List<Long> before) {
    return pane(name).filter(pane -> !before.contains(pane.pid())).isPresent()
        && Optional.ofNullable(crowd.desk().board().observations().get(new AgentId(name)))
            .map(Observation::condition)
            .filter(condition -> condition != AgentCondition.GONE)
            .isPresent();
  }

  private Optional<Pane> pane(String name) {
    return crowd.tmux().panes().stream()
        .filter(pane -> pane.name().value().equals(name))
        .findFirst();
  }

  /// What this process and its children hold.
  ///
  /// @param processes that name the project's folder
  /// @param threads of this process that the system knows
  /// @param descriptors that are open
  private record Held(long processes, int threads, long descriptors) {
    /// How much may come and go by itself: a client's thread, a file that is being read.
    static final int SLACK = 8;

    static Held now(Crowd crowd) throws IOException {
      try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
        return new Held(
            new Ranch(crowd.folder).processes("none").size(), Thread.activeCount(), open.count());
      }
    }
  }
}
