package rowlock.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What trees of processes take, read when somebody asks: nothing is measured while nobody does.
///
/// Safe for any number of threads; who asks soon after another is told the same. It remembers no
/// more than the processes that were asked for last.
public final class Samples {
  /// How old an answer may be.
  public static final Duration FRESH = Duration.ofSeconds(5);

  /// Clock ticks a second in `/proc/PID/stat`: 100 on every Linux (getconf CLK_TCK).
  private static final double TICKS_PER_SECOND = 100;

  private static final int PAGE_BYTES = 4_096;
  private static final double PERCENT = 100;
  private static final double NANOS_PER_SECOND = 1e9;

  /// Fields of `/proc/PID/stat` after the name (proc(5)), from 0: the state is the first.
  private static final int PARENT = 1;

  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int START_TICKS = 19;
  private static final int PAGES = 21;

  private final Path table;
  private Map<Root, Total> before = Map.of();
  private Map<Long, Usage> told = Map.of();
  private long toldNanos;

  /// Those of this machine.
  public Samples() {
    this(Path.of("/proc"));
  }

  /// @param table the folder in which the system tells of each process by its number
  Samples(Path table) {
    this.table = table;
  }

  /// A process that is asked for: its number alone may be another one's later.
  private record Root(long pid, long startTicks) {}

  /// What a tree took since it began.
  private record Total(long ticks, long nanos) {}

  /// What the system tells of one process.
  private record One(long pid, long parent, long ticks, long startTicks, long memoryBytes) {}

  /// What each of some processes takes, with all that descend from it. What is not there, and
  /// everything on a system that does not tell, is absent; so is one that was never seen before,
  /// for there is nothing yet to take the average of.
  public synchronized Map<Long, Usage> of(Collection<Long> pids) {
    boolean isFresh = System.nanoTime() - toldNanos < FRESH.toNanos();
    if (!isFresh || !told.keySet().containsAll(pids)) {
      told = sample(pids);
      toldNanos = System.nanoTime();
    }
    Map<Long, Usage> asked = new HashMap<>(told);
    asked.keySet().retainAll(pids);
    return asked;
  }

  private Map<Long, Usage> sample(Collection<Long> pids) {
    Map<Long, One> all = read();
    Map<Long, List<One>> children = new HashMap<>();
    all.values()
        .forEach(one -> children.computeIfAbsent(one.parent(), _ -> new ArrayList<>()).add(one));
    Map<Root, Total> now = new HashMap<>();
    Map<Long, Usage> usages = new HashMap<>();
    for (long pid : pids) {
      One first = all.get(pid);
      if (first != null) {
        Root root = new Root(pid, first.startTicks());
        List<One> tree = tree(first, children);
        long ticks = tree.stream().mapToLong(One::ticks).sum();
        Total total = new Total(ticks, System.nanoTime());
        now.put(root, total);
        Total earlier = before.getOrDefault(root, new Total(0, total.nanos() - age(first)));
        usages.put(pid, usage(tree, earlier, total));
      }
    }
    before = now;
    return usages;
  }

  private static List<One> tree(One root, Map<Long, List<One>> children) {
    List<One> tree = new ArrayList<>();
    Deque<One> left = new ArrayDeque<>(List.of(root));
    while (!left.isEmpty()) {
      One next = left.remove();
      tree.add(next);
      left.addAll(children.getOrDefault(next.pid(), List.of()));
    }
    return tree;
  }

  private static Usage usage(List<One> tree, Total earlier, Total now) {
    Duration over = Duration.ofNanos(Math.max(1, now.nanos() - earlier.nanos()));
    // Of a descendant that ended in between, its parent has what it took only if it waited for it.
    double seconds = Math.max(0, now.ticks() - earlier.ticks()) / TICKS_PER_SECOND;
    return new Usage(
        PERCENT * seconds / (over.toNanos() / NANOS_PER_SECOND),
        over,
        tree.stream().mapToLong(One::memoryBytes).sum(),
        tree.size());
  }

  /// How long ago a process began, in nanoseconds.
  private long age(One process) {
    try {
      String sinceBoot = Files.readString(table.resolve("uptime")).split(" ", -1)[0];
      double seconds = Double.parseDouble(sinceBoot) - process.startTicks() / TICKS_PER_SECOND;
      return (long) (Math.max(0, seconds) * NANOS_PER_SECOND);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(table + " cannot be read", unreadable);
    }
  }

  private Map<Long, One> read() {
    Map<Long, One> all = new HashMap<>();
    if (!Files.isDirectory(table)) {
      return all;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(table, "[0-9]*")) {
      for (Path process : processes) {
        read(process).ifPresent(one -> all.put(one.pid(), one));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(table + " cannot be read", unreadable);
    }
    return all;
  }

  private static Optional<One> read(Path process) {
    try {
      String text = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      // The name stands in parentheses and may hold anything, parentheses too.
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(
          new One(
              Long.parseLong(process.getFileName().toString()),
              Long.parseLong(fields[PARENT]),
              Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]),
              Long.parseLong(fields[START_TICKS]),
              Long.parseLong(fields[PAGES]) * PAGE_BYTES));
    } catch (IOException | RuntimeException gone) {
      // It ended while it was read.
      return Optional.empty();
    }
  }
}
