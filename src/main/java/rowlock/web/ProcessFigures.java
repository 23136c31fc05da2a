package rowlock.web;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/// What this process takes, in numbers.
final class ProcessFigures {
  private static final double MS_PER_SECOND = 1_000;

  private ProcessFigures() {}

  static void writeTo(Exposition out) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    out.gauge("rowlock_heap_used_bytes", "Heap in use, garbage included.", heap.getUsed());
    out.gauge("rowlock_heap_committed_bytes", "Heap taken from the system.", heap.getCommitted());
    out.gauge(
        "rowlock_threads",
        "Platform threads.",
        ManagementFactory.getThreadMXBean().getThreadCount());
    out.gauge(
        "rowlock_uptime_seconds",
        "Since this process started.",
        ManagementFactory.getRuntimeMXBean().getUptime() / MS_PER_SECOND);
  }
}
