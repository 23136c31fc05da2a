package rowlock.tmux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import rowlock.process.Job;
import rowlock.process.JobName;
import rowlock.process.JobSpec;
import rowlock.process.Patience;
import rowlock.process.RuntimeDirectory;

/// A tmux server of its own for a test, and programs that have its terminals.
final class TerminalRig implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  final TmuxServer server;
  final PaneHost host;
  private final Path folder;
  private final Reach reach;
  private int expectedConnections;

  TerminalRig(Path folder, Reach reach) {
    Assumptions.assumeFalse(
        Availability.probe() instanceof Availability.Absent, "there is no tmux here");
    this.folder = folder;
    this.server = TmuxServer.of(folder, new RuntimeDirectory(folder));
    this.host = new PaneHost(server);
    this.reach = reach;
  }

  /// Starts the server unless it is to be started by what is done first.
  TerminalRig begun() {
    reach.begin(server);
    expectedConnections = reach == Reach.CONNECTION ? 1 : 0;
    return this;
  }

  /// A test in which connections are lost says how many there are to be at its end.
  TerminalRig counting(int connections) {
    expectedConnections = connections;
    return this;
  }

  static void await(BooleanSupplier condition) {
    Patience patience = new Patience(LONG);
    while (!condition.getAsBoolean()) {
      assertThat(patience.pause()).as("in time").isTrue();
    }
  }

  JobSpec spec(String name, String script) {
    return JobSpec.of(folder.resolve("job-" + name), folder, List.of("sh", "-c", script))
        .with(JobSpec.Streams.TERMINAL);
  }

  Job start(String name, String script) {
    return host.start(new JobName(name), spec(name, script));
  }

  /// A pane whose program writes every byte it is sent to a file.
  Recorder recorder(String name, String modes) {
    Path typed = folder.resolve(name + ".typed");
    Job job = start(name, "stty raw -echo; printf '" + modes + "ready'; exec cat >'" + typed + "'");
    PaneId pane = pane(name);
    await(() -> snapshot(pane).lines().stream().anyMatch(line -> line.contains("ready")));
    return new Recorder(job, pane, typed);
  }

  PaneId pane(String name) {
    return host.find(new JobName(name)).orElseThrow().id();
  }

  Snapshot snapshot(PaneId pane) {
    return server.snapshot(pane, Snapshot.Escapes.WITHOUT).orElseThrow();
  }

  void awaitMode(PaneId pane, Snapshot.Mode mode) {
    await(() -> snapshot(pane).is(mode));
  }

  @Override
  public void close() {
    server.panes().forEach(pane -> server.close(pane.id()));
    assertThat(server.connections()).as("connections").isEqualTo(expectedConnections);
    server.shutDown();
    server.disconnect();
  }

  /// A pane and what was sent to it.
  record Recorder(Job job, PaneId pane, Path file) {
    String sent() {
      try {
        return Files.readString(file, StandardCharsets.UTF_8);
      } catch (IOException _) {
        return "";
      }
    }

    void awaitEnding(String text) {
      await(() -> sent().endsWith(text));
    }
  }
}
