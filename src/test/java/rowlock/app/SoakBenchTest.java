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
import rowlock.fleet.Soak;
import rowlock.tmux.Availability;

/// The long run, as short as it can be.
final class SoakBenchTest {
  @TempDir private Path folder;

  @Test
  @Timeout(180)
  void everythingIsDoneOnceAndNothingIsLeftBehind() throws Exception {
    assumeTrue(Availability.probe() instanceof Availability.Ready, "tmux is not installed");
    assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "memory is told under /proc only");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        new Benchmarks(new Bench(), List.of(new Soak()))
            .run(
                List.of(
                    "soak",
                    "--agents",
                    "2",
                    "--tasks",
                    "4",
                    "--seconds",
                    "4",
                    "--folder",
                    folder.toString()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(PrintStream.nullOutputStream()));

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("hub, threads, late", "panes, early")
        .contains("met     tasks not done")
        .contains("met     tasks done twice")
        .contains("met     attempts that failed")
        .contains("met     messages in the journal twice")
        .contains("met     messages accepted and not in the journal")
        .contains("met     processes left")
        .contains("met     tmux servers left");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
