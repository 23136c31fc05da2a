package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.bench.Benchmark;
import rowlock.bench.Order;
import rowlock.bench.Report;
import rowlock.bench.Row;
import rowlock.bench.Verdict;
import rowlock.fleet.Fleet;
import rowlock.tmux.Availability;

/// The benchmark of a fleet, as short as it can be.
final class FleetBenchTest {
  @TempDir private Path folder;

  @Test
  @Timeout(180)
  void everyErrandIsDoneInEveryWayAndNothingIsLeftBehind() throws IOException {
    assumeTrue(Availability.probe() instanceof Availability.Ready, "tmux is not installed");
    Order order =
        new Order(
            "fleet",
            List.of(2, 3),
            List.of(1),
            Duration.ofSeconds(1),
            1,
            1,
            new Order.Places(Optional.empty(), folder, Optional.empty()));

    Report report =
        new Fleet(List.of(20))
            .run(
                new Benchmark.Bench(
                    new Bench(), order, new PrintStream(PrintStream.nullOutputStream())));

    assertThat(report.rows().stream().map(Row::name))
        .contains(
            "panes running a program, 2",
            "screens read, 3",
            "messages typed, 20 on each pane, 2",
            "new worktrees, 20 files, 3",
            "ready worktrees, 20 files, 2",
            "branches, 20 files, 3",
            "agents ready, 3",
            "hub, 3 agents that print, CPU");
    assertThat(report.verdicts().stream().map(Verdict::goal))
        .contains("exponent of growth of screens read");
    assertThat(report.notes()).anyMatch(note -> note.contains("rowlock list (no launcher"));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
