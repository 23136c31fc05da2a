package rowlock.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Room for one more agent, as the system's files tell it.
class HeadroomTest {
  @TempDir private Path folder;

  @Test
  void littleMemoryIsToldWithItsFigure() throws IOException {
    Path memory = folder.resolve("meminfo");
    Files.writeString(memory, "MemTotal: 8000000 kB\nMemAvailable:     102400 kB\n");

    assertThat(new Headroom(memory, folder.resolve("none"), folder).objection().orElseThrow())
        .contains("only 100 MiB", "512");
  }

  @Test
  void pressureOnMemoryIsToldWithItsFigure() throws IOException {
    Path pressure = folder.resolve("pressure");
    Files.writeString(pressure, "some avg10=45.20 avg60=1.00 avg300=0.10 total=1\nfull avg10=0.0");

    assertThat(new Headroom(folder.resolve("none"), pressure, folder).objection().orElseThrow())
        .contains("45 %");
  }

  @Test
  void whatTheSystemDoesNotTellIsNoObstacle() {
    Path none = folder.resolve("none");
    assertThat(new Headroom(none, none, folder.resolve("to/come")).objection()).isEmpty();
  }
}
