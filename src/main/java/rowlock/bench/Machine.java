package rowlock.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// The machine a benchmark runs on, as far as a reader needs to know it.
public final class Machine {
  private static final Path LOAD = Path.of("/proc/loadavg");
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private Machine() {}

  /// What does not change while benchmarks run.
  static Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("processors", Runtime.getRuntime().availableProcessors());
    map.put("memory", Files.isReadable(MEMORY) ? firstLine(MEMORY) : "unknown");
    map.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    map.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    return map;
  }

  /// How many processes ran or waited for a processor in the last minute, on average; as the system
  /// words it, or "unknown".
  public static String load() {
    return Files.isReadable(LOAD) ? firstLine(LOAD).split(" ", 2)[0] : "unknown";
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("").replaceAll(" +", " ");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
