package rowlock.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
  private static final byte[] NEW = "new".getBytes(UTF_8);

  @TempDir Path folder;

  @Test
  void aPlantedLinkIsReplacedAndNotWrittenThrough() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "untouched");
    Path file = Files.createSymbolicLink(folder.resolve("file"), victim);

    PrivateFile.write(file, NEW);

    assertThat(victim).hasContent("untouched");
    assertThat(PrivateFile.read(file, 10)).contains(NEW);
  }

  @Test
  void writingAnewNeverReplaces() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));

    assertThat(PrivateFile.writeNew(file, NEW)).isFalse();
    assertThat(PrivateFile.writeNew(link, NEW)).isFalse();
    assertThat(PrivateFile.writeNew(folder.resolve("fresh"), NEW)).isTrue();
    assertThat(file).hasContent("old");
    assertThat(folder.resolve("nothing")).doesNotExist();
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path full = Files.createDirectory(folder.resolve("file"));
    Files.writeString(full.resolve("inside"), "old");

    assertThatThrownBy(() -> PrivateFile.write(full, NEW)).isInstanceOf(UncheckedIOException.class);

    assertThat(full.resolve("inside")).hasContent("old");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(full);
    }
  }

  @Test
  void whatIsNoFileOrTooLongIsNotRead() throws IOException {
    Path file = folder.resolve("file");
    PrivateFile.write(file, new byte[11]);

    assertThatThrownBy(() -> PrivateFile.read(file, 10)).isInstanceOf(UnsafeFile.class);
    assertThatThrownBy(() -> PrivateFile.read(folder, 10)).isInstanceOf(UnsafeFile.class);
    assertThat(PrivateFile.read(folder.resolve("nothing"), 10)).isEqualTo(Optional.empty());
    assertThat(PrivateFile.read(file.resolve("below"), 10)).isEqualTo(Optional.empty());
  }

  @Test
  void aSecretPrintsAsStars() {
    Secret secret = Secret.random();

    assertThat("" + secret + Optional.of(secret)).doesNotContain(secret.reveal()).contains("***");
    assertThat(secret.matches(secret.reveal())).isTrue();
    assertThat(secret.matches(secret.reveal() + " ")).isFalse();
    assertThat(secret).isEqualTo(Secret.of(secret.reveal())).isNotEqualTo(Secret.random());
  }
}
