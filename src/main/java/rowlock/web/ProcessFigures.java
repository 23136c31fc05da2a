package rowlock.web;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What this process takes, in numbers.
final class ProcessFigures {
  private static final double MS_PER_SECOND = 1_000;

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d{1,12}) kB$");
  private static final long BYTES_PER_KB = 1_024;

  private ProcessFigures() {}

  static void writeTo(Exposition out) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    out.gauge("rowlock_heap_used_bytes", "Heap in use, garbage included.", heap.getUsed());
    out.gauge("rowlock_heap_committed_bytes", "Heap taken from the system.", heap.getCommitted());
    residentBytes()
        .ifPresent(
            bytes -> out.gauge("rowlock_resident_bytes", "Memory that is not swapped out.", bytes));
    out.gauge(
        "rowlock_threads",
        "Platform threads.",
        ManagementFactory.getThreadMXBean().getThreadCount());
    out.gauge(
        "rowlock_uptime_seconds",
        "Since this process started.",
        ManagementFactory.getRuntimeMXBean().getUptime() / MS_PER_SECOND);
  }

  /// What Linux counts for this process; other systems do not say it in a file.
  private static Optional<Long> residentBytes() {
    try {
      Matcher line = RESIDENT.matcher(Files.readString(STATUS));
      return line.find()
          ? Optional.of(Long.parseLong(line.group(1)) * BYTES_PER_KB)
          : Optional.empty();
    } catch (IOException elsewhere) {
      return Optional.empty();
    }
  }
}
