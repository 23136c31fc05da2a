package rowlock.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ends of outputs, for people and journals.
final class LogTailTest {
  @TempDir Path folder;

  @Test
  void escapeSequencesAndControlCharactersAreLeftOut() {
    String text = "\u001b[31mred\u001b[0m\r\n\u001b]52;c;QUJD\u0007bell\u0007 \u009b2Jtab\tend";
    assertThat(LogTail.printable(text, 100)).isEqualTo("red\nbell 2Jtab\tend");
  }

  @Test
  void anUnfinishedSequenceDoesNotSwallowTheRest() {
    assertThat(LogTail.printable("before \u001b[12", 100)).startsWith("before");
    assertThat(LogTail.printable("a\u001b]0;title", 100)).startsWith("a");
  }

  @Test
  void onlyTheEndIsKeptAndNoCharacterIsCutInTwo() {
    assertThat(LogTail.printable("abc\ud83d\ude00d", 2)).isEqualTo("d");
  }

  @Test
  void bytesThatAreNoTextShowAsReplacements() throws IOException {
    Path log = folder.resolve("log");
    Files.write(log, new byte[] {'a', (byte) 0xff, 0, 'b'});
    assertThat(LogTail.of(log, 100)).isEqualTo("a\ufffdb");
    assertThat(LogTail.of(folder.resolve("none"), 100)).isEmpty();
  }

  @Test
  void aLongLineOfEscapesIsReadInLinearTime() {
    assertThat(LogTail.printable("\u001b[".repeat(500_000), 100)).isNotNull();
  }
}
