package rowlock.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import rowlock.bench.ProcessCost;
import rowlock.bench.Report;
import rowlock.bench.Row;
import rowlock.bench.Spread;
import rowlock.tmux.TmuxServer;

/// What a hub and its fleet take of the machine over a long time, and whether it grows.
final class Upkeep {
  /// Early and late: the second and the last fifth of all samples. The first fifth is the start.
  private static final int FIFTHS = 5;

  private static final String HOW =
      "medians of the samples of the second and of the last fifth of the time; ratio: late to"
          + " early";

  private final Path project;
  private final TmuxServer terminals;
  private final Map<Resource, List<Double>> samples = new EnumMap<>(Resource.class);

  /// Something of which there may be too much after a while.
  enum Resource {
    THREADS("hub, threads", ""),
    FILES("hub, open files", ""),
    RESIDENT("hub, resident", "MiB"),
    LIVE("hub, live objects", "MiB"),
    CPU("hub, processor time so far", "s"),
    PANES("panes", ""),
    WORKTREES("worktrees", ""),
    PROCESSES("processes of the fleet", ""),
    JOURNAL("journal", "MiB");

    private final String label;
    private final String unit;

    Resource(String label, String unit) {
      this.label = label;
      this.unit = unit;
    }
  }

  /// @param project the folder of the project, which is a repository
  /// @param terminals where its agents live
  Upkeep(Path project, TmuxServer terminals) {
    this.project = project;
    this.terminals = terminals;
  }

  /// Looks at everything once.
  void sample(ProcessCost hub) {
    note(Resource.THREADS, hub.threads());
    note(Resource.FILES, hub.openFiles());
    note(Resource.RESIDENT, hub.residentMebibytes());
    note(Resource.LIVE, hub.liveMebibytes());
    note(Resource.CPU, hub.cpuSeconds());
    note(Resource.PANES, terminals.panes().size());
    note(Resource.WORKTREES, count(project.resolve(".git").resolve("worktrees")));
    note(Resource.PROCESSES, processes(project).size());
    note(Resource.JOURNAL, journalMebibytes());
  }

  private void note(Resource resource, double value) {
    samples.computeIfAbsent(resource, _ -> new ArrayList<>()).add(value);
  }

  /// The journal, with what is in its write-ahead log.
  private double journalMebibytes() {
    Path home = project.resolve(".rowlock");
    double bytes = 0;
    try {
      for (String file : List.of("journal.db", "journal.db-wal")) {
        Path part = home.resolve(file);
        bytes += Files.exists(part) ? Files.size(part) : 0;
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return bytes / (1 << 20);
  }

  private static int count(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return (int) entries.count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The processes that have something of a project in their command lines.
  static List<ProcessHandle> processes(Path project) {
    return ProcessHandle.allProcesses()
        .filter(one -> one.info().commandLine().orElse("").contains(project.toString()))
        .filter(one -> one.pid() != ProcessHandle.current().pid())
        .toList();
  }

  /// Reports early and late figures of everything.
  void report(Report.Draft draft) {
    samples.forEach((resource, values) -> {
      int fifth = Math.max(1, values.size() / FIFTHS);
      double early =
          median(values.subList(Math.min(fifth, values.size() - 1), values.size()), fifth);
      double late = median(values.subList(values.size() - fifth, values.size()), fifth);
      draft.add(Row.of(resource.label + ", early", resource.unit, one(early), HOW));
      Row row = Row.of(resource.label + ", late", resource.unit, one(late), HOW);
      draft.add(early > 0 ? row.ratio(late / early) : row);
    });
  }

  private static double median(List<Double> values, int most) {
    return Spread.median(values.subList(0, Math.min(most, values.size())), Objects::requireNonNull);
  }

  private static Spread one(double value) {
    return Spread.of(new double[] {value});
  }
}
