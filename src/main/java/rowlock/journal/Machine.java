package rowlock.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// The clocks of the machine this process runs on.
interface Machine {
  /// What this run of the machine is called, from power on to power off; empty if it cannot tell.
  String boot();

  /// Nanoseconds since some moment, the same for all processes until the next boot. They stand
  /// still while the machine sleeps and nobody can set them.
  long nanos();

  /// The wall clock, which people and network time may set to anything.
  Instant wall();

  /// This machine. `System.nanoTime` is `CLOCK_MONOTONIC` in HotSpot on Linux and the uptime clock
  /// on macOS, neither of which depends on the process.
  static Machine here() {
    String boot = bootId();
    return new Machine() {
      @Override
      public String boot() {
        return boot;
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public Instant wall() {
        return Instant.now();
      }
    };
  }

  private static String bootId() {
    Path source = Path.of("/proc/sys/kernel/random/boot_id");
    try {
      return Files.isReadable(source) ? Files.readString(source).strip() : "";
    } catch (IOException unreadable) {
      return "";
    }
  }
}
