package rowlock.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read of processes from files as the system writes them.
class SamplesTest {
  @TempDir private Path table;

  @Test
  void aTreeIsItsRootAndAllThatDescendFromIt() throws IOException {
    Files.writeString(table.resolve("uptime"), "110.00 5.0\n");
    process(10, 1, 500, 1_000, 2);
    process(11, 10, 300, 1_000, 3);
    process(12, 11, 200, 1_000, 4);
    process(20, 1, 9_999, 1_000, 99);

    Usage usage = new Samples(table).of(List.of(10L)).values().iterator().next();

    assertThat(usage.processes()).isEqualTo(3);
    assertThat(usage.memoryBytes()).isEqualTo(9 * 4_096L);
    assertThat(usage.processorPercent()).isBetween(9.9, 10.1);
    assertThat(usage.over()).hasSeconds(100);
  }

  @Test
  void whatIsNotThereIsAbsent() {
    assertThat(new Samples(table).of(List.of(10L))).isEmpty();
    assertThat(new Samples(table.resolve("none")).of(List.of(10L))).isEmpty();
  }

  @Test
  void theNameOfAProcessMayHoldAnything() throws IOException {
    Files.writeString(table.resolve("uptime"), "110.00 5.0\n");
    process(10, 1, 500, 1_000, 2);
    String text = Files.readString(table.resolve("10/stat"));
    Files.writeString(table.resolve("10/stat"), text.replace("(name)", "(a) S 7 (b"));

    assertThat(new Samples(table).of(List.of(10L))).containsKey(10L);
  }

  @Test
  void thisProcessTakesSomething() {
    long own = ProcessHandle.current().pid();
    assertThat(new Samples().of(List.of(own)).values())
        .allSatisfy(usage -> assertThat(usage.memoryBytes()).isPositive());
  }

  private void process(long pid, long parent, long ticks, long start, long pages)
      throws IOException {
    Path folder = Files.createDirectories(table.resolve(Long.toString(pid)));
    Files.writeString(
        folder.resolve("stat"),
        "%d (name) S %d 1 1 0 -1 4194304 1 0 0 0 %d 0 0 0 20 0 1 0 %d 1000 %d 1\n"
            .formatted(pid, parent, ticks, start, pages));
  }
}
