package rowlock.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the machine has left for one more agent. What a system does not tell is no obstacle.
///
/// @param memory the file that tells the memory, as Linux writes `/proc/meminfo`
/// @param pressure the file that tells the pressure on memory, as Linux writes
///   `/proc/pressure/memory`
/// @param disk a folder on the disk that agents write to
public record Headroom(Path memory, Path pressure, Path disk) {
  /// How much memory must be available: an agent's program takes 100 to 400 MB (measured).
  public static final long LEAST_MEMORY_BYTES = 512L << 20;

  /// For how much of the last ten seconds some process may have waited for memory, in percent. A
  /// machine that swaps is above it; one that only fills its caches is near zero.
  public static final double MOST_PRESSURE_PERCENT = 20;

  /// How much of the disk must be free.
  public static final long LEAST_DISK_BYTES = 512L << 20;

  private static final long BYTES_PER_KB = 1_024;
  private static final Pattern AVAILABLE =
      Pattern.compile("(?m)^MemAvailable:\\s+([0-9]{1,12}) kB$");
  private static final Pattern SOME = Pattern.compile("(?m)^some avg10=([0-9]{1,3}\\.[0-9]{1,3}) ");

  /// The one of this machine.
  public static Headroom of(Path disk) {
    return new Headroom(Path.of("/proc/meminfo"), Path.of("/proc/pressure/memory"), disk);
  }

  /// Why there is no room for one more; empty if there is.
  public Optional<String> objection() {
    return memoryObjection().or(this::pressureObjection).or(this::diskObjection);
  }

  private Optional<String> memoryObjection() {
    return found(memory, AVAILABLE)
        .map(kilobytes -> Long.parseLong(kilobytes) * BYTES_PER_KB)
        .filter(bytes -> bytes < LEAST_MEMORY_BYTES)
        .map(bytes ->
            "only %d MiB of memory are available, and %d are the least for one more agent"
                .formatted(bytes >> 20, LEAST_MEMORY_BYTES >> 20));
  }

  private Optional<String> pressureObjection() {
    return found(pressure, SOME)
        .map(Double::parseDouble)
        .filter(percent -> percent > MOST_PRESSURE_PERCENT)
        .map(percent ->
            "memory is short: programs waited for it %.0f %% of 10 s, and %.0f are the most"
                .formatted(percent, MOST_PRESSURE_PERCENT));
  }

  private Optional<String> diskObjection() {
    Path folder = disk.toAbsolutePath();
    while (!Files.exists(folder)) {
      folder = folder.resolveSibling("").toAbsolutePath().normalize();
    }
    long free = folder.toFile().getUsableSpace();
    return free >= LEAST_DISK_BYTES
        ? Optional.empty()
        : Optional.of(
            "only %d MiB of the disk are free, and %d are the least for one more agent"
                .formatted(free >> 20, LEAST_DISK_BYTES >> 20));
  }

  private static Optional<String> found(Path file, Pattern pattern) {
    try {
      Matcher matcher = pattern.matcher(Files.readString(file));
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException elsewhere) {
      // Other systems have no such file, and a container may hide it.
      return Optional.empty();
    }
  }
}
