package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.hub.HubClient;
import rowlock.process.ProcessIdentity;
import rowlock.process.RuntimeDirectory;
import rowlock.process.Signal;
import rowlock.tmux.Availability;
import rowlock.tmux.ServerState;
import rowlock.tmux.TmuxServer;

/// A hub whose terminal is closed.
@Timeout(240)
class HangUpTest {
  @TempDir private Path root;

  @Test
  void aHubWhoseTerminalIsClosedEndsInOrderWithItsAgents() throws Exception {
    assumeTrue(Availability.probe() instanceof Availability.Ready, "tmux is not installed");
    assumeTrue(hearsHangUps(), "hang-ups are ignored here, as under nohup; programs inherit that");
    try (Hubs hubs = new Hubs(root)) {
      Files.writeString(hubs.home().resolve("agents.yaml"), Crowd.kinds());
      Process hub = hubs.serve();
      try (HubClient client = HubClient.find(hubs.home()).orElseThrow()) {
        HubClient.Answer told =
            client.call(
                "spawn_agent",
                Map.of("kind", Crowd.TALKER),
                Optional.empty(),
                Duration.ofMinutes(1));
        assertThat(told.status()).as(told.toString()).isEqualTo(200);
      }

      Signal.HUP.sendTo(ProcessIdentity.of(hub.pid()).orElseThrow());
      Signal.HUP.sendTo(ProcessIdentity.of(hub.pid()).orElseThrow());

      assertThat(hub.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(HubClient.find(hubs.home())).isEmpty();
      assertThat(TmuxServer.of(hubs.folder, RuntimeDirectory.open()).state())
          .isInstanceOf(ServerState.Absent.class);
      assertThat(new Ranch(hubs.folder).processes("none")).isEmpty();
    }
  }

  /// Whether this process, and with it what it starts, is told of hang-ups (proc_pid_status(5)).
  private static boolean hearsHangUps() throws IOException {
    Path status = Path.of("/proc/self/status");
    return !Files.isReadable(status)
        || Files.readString(status)
            .lines()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.replaceAll(".*\\s", ""))
            .noneMatch(mask -> (Long.parseUnsignedLong(mask, 16) & 1) == 1);
  }
}
