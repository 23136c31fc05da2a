package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.bench.Benchmarks;
import rowlock.tmux.Availability;

/// The benchmark of agents in terminals, as short as it can be.
final class AgentsBenchTest {
  @TempDir private Path folder;

  @Test
  @Timeout(180)
  void everyRowIsMeasuredAndNothingIsLeftBehind() throws Exception {
    assumeTrue(Availability.probe() instanceof Availability.Ready, "tmux is not installed");
    assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "memory is told under /proc only");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        new Benchmarks(new Bench(), List.of())
            .run(
                List.of("agents", "--agents", "1", "--rounds", "1", "--folder", folder.toString()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(PrintStream.nullOutputStream()));

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("report to known, 1 agent")
        .contains("message to typed, 1 agent")
        .contains("Enter, less pause, 1 agent")
        .contains("  health_check, 1 agent")
        .contains("  bare tmux, 1 agent")
        .contains("configured to be 150 ms");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
