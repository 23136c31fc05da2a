package rowlock.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.bench.KeyTimes.Arrival;

class KeyTimesTest {
  private static final String KEYS = "x\u001b[200~one\rtwo\u001b[201~y\rz\r";

  @TempDir private Path folder;

  @Test
  void theEndOfAPasteAndEveryEnterOutsideOfItAreNotedAndAllKeysPass() throws IOException {
    Path file = folder.resolve("agent");
    Instant before = Instant.now();
    assertThat(noting(file).readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(KEYS);

    assertThat(Files.readAllLines(file))
        .extracting(line -> line.split(" ", -1)[0])
        .containsExactly("TEXT", "ENTER", "ENTER");
    KeyTimes keys = new KeyTimes(file);
    Instant text = keys.next(Arrival.TEXT);
    assertThat(text).isBetween(before, Instant.now());
    assertThat(keys.next(Arrival.ENTER)).isAfterOrEqualTo(text);
  }

  @Test
  void keysOneByOneAreUnderstoodAsWell() throws IOException {
    Path file = folder.resolve("agent");
    try (InputStream keys = noting(file)) {
      while (keys.read() >= 0) {
        assertThat(file.getParent()).exists();
      }
    }
    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  private static InputStream noting(Path file) {
    byte[] bytes = KEYS.getBytes(StandardCharsets.UTF_8);
    return KeyTimes.noting(new ByteArrayInputStream(bytes), file);
  }
}
