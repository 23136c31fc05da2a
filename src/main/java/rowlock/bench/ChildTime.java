package rowlock.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The processor time, user and system, of all child processes that have ended: getrusage(2) with
/// `RUSAGE_CHILDREN`. The kernel counts it in microseconds; what the JDK offers is gone when the
/// process is.
final class ChildTime {
  private static final int RUSAGE_CHILDREN = -1;

  // Two pairs of seconds and microseconds lead the structure on Linux and macOS.
  private static final int STRUCTURE_BYTES = 256;
  private static final int PAIR_BYTES = 16;
  private static final double MICROS_PER_MILLI = 1e3;

  private final MethodHandle getrusage;

  // The only way to call C from Java; the function is known and writes less than it is given.
  @SuppressWarnings("restricted")
  ChildTime() {
    Linker linker = Linker.nativeLinker();
    this.getrusage =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("getrusage"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
  }

  /// In milliseconds, since this process began.
  double millis() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(STRUCTURE_BYTES, Long.BYTES);
      int result = (int) getrusage.invokeExact(RUSAGE_CHILDREN, usage);
      if (result != 0) {
        throw new IllegalStateException("getrusage answered " + result);
      }
      return millis(usage, 0) + millis(usage, PAIR_BYTES);
    } catch (RuntimeException | Error broken) {
      throw broken;
    } catch (Throwable impossible) {
      throw new AssertionError("a C function throws nothing", impossible);
    }
  }

  private static double millis(MemorySegment usage, long offset) {
    long seconds = usage.get(ValueLayout.JAVA_LONG, offset);
    int micros = usage.get(ValueLayout.JAVA_INT, offset + Long.BYTES);
    return seconds * 1e3 + micros / MICROS_PER_MILLI;
  }
}
