package rowlock.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What this machine has for a team.
///
/// @param cores processors that this process may use, at least one
/// @param memoryBytes memory of the machine, or of the control group that limits this process;
///   empty where the system does not say it in a file
/// @param freeBytes memory that programs could still take without swapping; empty likewise
record Capacity(int cores, Optional<Long> memoryBytes, Optional<Long> freeBytes) {
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Path GROUP_LIMIT = Path.of("/sys/fs/cgroup/memory.max");
  private static final long BYTES_PER_KB = 1_024;

  Capacity {
    if (cores < 1) {
      throw new IllegalArgumentException("cores: at least 1, not " + cores);
    }
  }

  /// What the machine has now, as Linux tells it.
  static Capacity ofThisMachine() {
    String memory = text(MEMORY);
    Optional<Long> group =
        Optional.of(text(GROUP_LIMIT).strip())
            .filter(text -> text.matches("\\d{1,18}"))
            .map(Long::valueOf);
    Optional<Long> total =
        Stream.concat(line(memory, "MemTotal").stream(), group.stream()).min(Long::compare);
    return new Capacity(
        Runtime.getRuntime().availableProcessors(), total, line(memory, "MemAvailable"));
  }

  private static Optional<Long> line(String text, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d{1,12}) kB$").matcher(text);
    return line.find()
        ? Optional.of(Long.parseLong(line.group(1)) * BYTES_PER_KB)
        : Optional.empty();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException elsewhere) {
      // Other systems have no such file, and a container may hide it.
      return "";
    }
  }
}
