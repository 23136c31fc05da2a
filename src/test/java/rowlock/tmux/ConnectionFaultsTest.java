package rowlock.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.process.Command;
import rowlock.process.Job;
import rowlock.process.JobState;
import rowlock.process.Liveness;
import rowlock.process.ProcessIdentity;
import rowlock.process.RuntimeDirectory;
import rowlock.process.StartFailed;

final class ConnectionFaultsTest {
  private static final long LINE_BYTES = 100_000_000;
  private static final long LINES_BYTES = 1L << 30;

  /// As much of it as a machine takes in ten seconds.
  private static final String WHILE = "timeout --foreground 10 head -c ";

  /// How much more may be held after much output than before: what panes show, not what went by.
  private static final long GROWTH_BYTES = 16L << 20;

  @TempDir private Path folder;
  private TerminalRig rig = new TerminalRig(Path.of("/"), Reach.CONNECTION);

  @BeforeEach
  void serverOfItsOwn() {
    rig = new TerminalRig(folder, Reach.CONNECTION).begun();
  }

  @AfterEach
  void nothingIsLeft() {
    rig.close();
  }

  @Test
  void theClientEndsWithTheProcessThatConnectedHoweverThatEnds() throws IOException {
    Path ready = folder.resolve("ready");
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Connector.class.getName(),
                folder.toString(),
                ready.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("other.log").toFile())
            .start();
    TerminalRig.await(() -> Files.exists(ready));
    assertThat(clients()).hasSize(2);

    other.destroyForcibly();

    TerminalRig.await(() -> clients().size() == 1);
    assertThat(rig.server.state()).isInstanceOf(ServerState.Running.class);
  }

  @Test
  void aHangUpOfTheClientIsOnlyALostConnection() {
    PaneId pane = cat("spec_1");

    String client = Long.toString(clients().getFirst().pid());
    assertThat(Command.of(folder, "kill", "-HUP", client).run().succeeded()).isTrue();

    TerminalRig.await(() -> rig.server.panes().size() == 1 && rig.server.connections() == 2);
    assertThat(rig.snapshot(pane).is(Snapshot.Mode.DEAD)).isFalse();
    rig.counting(2);
  }

  @Test
  void aSessionThatAUserKilledIsMadeAnewWithTheNextJob() {
    cat("spec_1");

    user("kill-session", "-t", "=" + TmuxServer.SESSION);

    TerminalRig.await(() -> rig.server.connections() == 0);
    assertThat(rig.server.panes()).isEmpty();
    PaneId pane = cat("spec_2");
    TerminalRig.await(() ->
        rig.server.panes().stream().anyMatch(it -> it.id().equals(pane))
            && rig.server.connections() == 2);
    rig.counting(2);
  }

  @Test
  void anEndlessLineAndMuchOutputAreTakenInAndNothingGrows() {
    long before = heldBytes();
    // tmux 3.3a may lose the last words of a program that ends at once.
    String over = "; printf '\\nover\\n'; exec sleep 1000";
    rig.start("line", WHILE + LINE_BYTES + " /dev/zero | tr '\\0' x" + over);
    rig.start("lines", "yes 'a line of text' | " + WHILE + LINES_BYTES + over);
    List<PaneId> panes = List.of(rig.pane("line"), rig.pane("lines"));

    TerminalRig.await(() ->
        rig.server.snapshots(panes, Snapshot.Escapes.WITHOUT).values().stream()
            .allMatch(one -> one.lines().contains("over")));

    for (PaneId pane : panes) {
      assertThat(rig.server.activity().of(pane).outputBytes()).isPositive();
      assertThat(rig.server.capture(pane, TmuxServer.HISTORY_LINES).lines().count())
          .isGreaterThan(TmuxServer.HISTORY_LINES - 1000);
    }
    assertThat(heldBytes() - before).isLessThan(GROWTH_BYTES);
  }

  private static long heldBytes() {
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void aServerThatCanMakeNoMoreTerminalsSaysSoAndStartsTheNextLater() {
    Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "there is no /proc here");
    cat("spec_1");
    ServerState.Running server = (ServerState.Running) rig.server.state();
    letOpen(server, descriptors(server) + ":");

    assertThatThrownBy(() -> rig.start("spec_2", "touch ran"))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("spec_2")
        .hasMessageContaining("fork failed");

    letOpen(server, "512:");
    cat("spec_3");
    assertThat(Job.at(folder.resolve("job-spec_2")).state())
        .isEqualTo(new JobState.Exited(143, "ended before it began"));
    assertThat(folder.resolve("ran")).doesNotExist();
    assertThat(rig.server.panes()).hasSize(2);
  }

  /// How many descriptors a server has. With fewer allowed it does nothing but wait in vain.
  private static int descriptors(ServerState.Running server) {
    Path list = Path.of("/proc", Long.toString(server.identity().pid()), "fd");
    return Objects.requireNonNull(list.toFile().list()).length;
  }

  /// How many descriptors a server may have.
  private void letOpen(ServerState.Running server, String limit) {
    String pid = Long.toString(server.identity().pid());
    Command prlimit = Command.of(folder, "prlimit", "--pid", pid, "--nofile=" + limit);
    assertThat(prlimit.run().succeeded()).isTrue();
  }

  @Test
  void aPaneOfOneCharacterIsReadAndTypedInto() {
    PaneId pane = cat("spec_1");
    user("resize-window", "-t", pane.value(), "-x", "1", "-y", "1");

    TerminalRig.await(() -> rig.snapshot(pane).size().equals(new Snapshot.Size(1, 1)));
    assertThat(rig.snapshot(pane).lines()).hasSize(1);
    assertThat(rig.server.keyboard().type(pane, Paste.of("text"), Keyboard.Pasting.UNKNOWN))
        .isEqualTo(Typing.DONE);
    assertThat(rig.server.capture(pane, 10)).isNotEmpty();
  }

  @Test
  void theConnectionIsNoViewAndLeavesTheSizeToTheUser() throws IOException {
    PaneId pane = cat("spec_1");
    TmuxServer terminal =
        TmuxServer.of(Files.createDirectory(folder.resolve("user")), new RuntimeDirectory(folder));
    terminal.start();
    PaneId screen = terminal.open("user", rig.server.attachCommand(pane));
    new Client(terminal.socket(), TerminalRig.LONG)
        .ask("resize-window", "-t", screen.value(), "-x", "91", "-y", "31")
        .text("resize");

    // The status line of the user's view takes a row.
    TerminalRig.await(() -> rig.snapshot(pane).size().equals(new Snapshot.Size(91, 30)));
    rig.server.disconnect();
    assertThat(rig.server.connect()).isTrue();
    assertThat(rig.snapshot(pane).size()).isEqualTo(new Snapshot.Size(91, 30));
    terminal.shutDown();
    TerminalRig.await(() -> user("list-sessions", "-F", "#{session_name}").equals("rowlock\n"));
    assertThat(rig.server.state()).isInstanceOf(ServerState.Running.class);
    rig.counting(2);
  }

  private PaneId cat(String name) {
    rig.start(name, "exec cat");
    return rig.pane(name);
  }

  private List<ProcessIdentity> clients() {
    return user("list-clients", "-F", "#{client_pid}")
        .lines()
        .flatMap(pid -> ProcessIdentity.of(Long.parseLong(pid)).stream())
        .filter(client -> client.liveness() == Liveness.ALIVE)
        .toList();
  }

  private String user(String... words) {
    return new Client(rig.server.socket(), TerminalRig.LONG).ask(words).text("user");
  }

  /// A process that connects and then does nothing.
  static final class Connector {
    private Connector() {}

    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      TmuxServer server = TmuxServer.of(folder, new RuntimeDirectory(folder));
      if (server.connect()) {
        Files.createFile(Path.of(arguments[1]));
      }
      Thread.currentThread().join();
    }
  }
}
