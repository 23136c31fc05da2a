package rowlock.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import rowlock.bench.TemporaryFolder;
import rowlock.fleet.Errand.Way;

/// Starting programs in terminals.
final class PaneErrands {
  private static final double GOAL = 1.5;
  private static final String HOW =
      "naive: a tmux process for each window; floor: all windows by one tmux in control mode that"
          + " does not wait for answers; ours: jobs, whose start, number and end are recorded in a"
          + " folder each, over one connection; until the last program runs";

  private final Path folder;
  private int made;

  PaneErrands(Path folder) {
    this.folder = folder;
  }

  /// So many programs, each in a pane.
  Errand errand(int size) {
    return new Errand(
        "panes running a program",
        size,
        GOAL,
        Map.of(
            Way.NAIVE, () -> naive(size), Way.FLOOR, () -> floor(size), Way.OURS, () -> ours(size)),
        HOW);
  }

  private Duration naive(int size) {
    try (BareTmux tmux = BareTmux.start(fresh())) {
      return Errand.timed(() ->
          IntStream.range(0, size)
              .forEach(i -> tmux.process("new-window", "-d", "-n", "w" + i, "sleep", "3600")));
    }
  }

  private Duration floor(int size) {
    StringBuilder commands = new StringBuilder();
    IntStream.range(0, size)
        .forEach(i -> commands.append("new-window -d -n w" + i + " sleep 3600\n"));
    try (BareTmux tmux = BareTmux.start(fresh())) {
      return Errand.timed(() -> tmux.pipelined(commands.toString()));
    }
  }

  private Duration ours(int size) {
    Path place = fresh();
    try (OwnServer fleet = OwnServer.start(place)) {
      return Errand.timed(() -> fleet.start(size, "sleep", "3600"));
    }
  }

  private Path fresh() {
    return TemporaryFolder.make(folder.resolve("p" + made++));
  }
}
