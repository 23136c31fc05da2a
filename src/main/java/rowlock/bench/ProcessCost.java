package rowlock.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import rowlock.process.Command;
import rowlock.process.Result;

/// What a process costs the machine, as `/proc` and, of a Java process, `jcmd` tell.
///
/// @param pid its number
public record ProcessCost(long pid) {
  private static final double TICKS_PER_SECOND = 100;
  private static final double KIB_PER_MIB = 1024;
  private static final double BYTES_PER_MIB = 1 << 20;
  private static final int UTIME = 11;
  private static final int CHILDREN_UTIME = 13;

  /// The processor time so far, user and system.
  public double cpuSeconds() {
    return seconds(UTIME);
  }

  /// The processor time of those of its children that have ended.
  public double childSeconds() {
    return seconds(CHILDREN_UTIME);
  }

  /// The sum of a field and the next one: user and system time.
  private double seconds(int first) {
    String stat = read("stat");
    // The name in parentheses may hold anything, so fields are counted behind it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) / TICKS_PER_SECOND;
  }

  /// The memory that is its own now.
  public double residentMebibytes() {
    return read("status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
        .findFirst()
        .orElseThrow();
  }

  /// How many threads it has, as the system counts them.
  public int threads() {
    return read("status")
        .lines()
        .filter(line -> line.startsWith("Threads:"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  /// How many files it has open, sockets and pipes among them.
  public int openFiles() {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return (int) files.count();
    } catch (IOException gone) {
      throw new UncheckedIOException("the process that was measured is gone", gone);
    }
  }

  /// The objects of a Java process that are alive after a full collection, which this causes: the
  /// last line of a histogram, which only counts those.
  public double liveMebibytes() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Result result =
        Command.of(Path.of("/"), jcmd, Long.toString(pid), "GC.class_histogram")
            .within(Duration.ofMinutes(1))
            .run();
    String total =
        result.out().text().lines().filter(line -> line.startsWith("Total")).findFirst().orElse("");
    if (!result.succeeded() || total.isEmpty()) {
      throw new IllegalStateException("jcmd does not tell: " + result.err().text());
    }
    return Double.parseDouble(total.strip().split("\\s+", -1)[2]) / BYTES_PER_MIB;
  }

  private String read(String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException gone) {
      throw new UncheckedIOException("the process that was measured is gone", gone);
    }
  }
}
