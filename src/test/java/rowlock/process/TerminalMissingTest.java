package rowlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TerminalMissingTest {
  @TempDir private Path folder;

  @Test
  void aPlainHostRefusesAProgramThatNeedsATerminalAndWritesNothing() {
    JobSpec spec =
        JobSpec.of(folder.resolve("job"), folder, List.of("true")).with(JobSpec.Streams.TERMINAL);

    assertThatThrownBy(() -> new PlainHost().start(new JobName("spec_1"), spec))
        .isInstanceOfSatisfying(
            StartFailed.class,
            failed -> assertThat(failed.reason()).isEqualTo(StartFailed.Reason.TERMINAL_MISSING))
        .hasMessageContaining("needs a terminal");
    assertThat(folder.resolve("job")).doesNotExist();
  }

  @Test
  void aProgramThatHasTheTerminalHasNoOtherInput() {
    JobSpec spec = JobSpec.of(folder.resolve("job"), folder, List.of("true")).with(Input.of("x"));

    assertThatThrownBy(() -> spec.with(JobSpec.Streams.TERMINAL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aGivenFileIsOursAloneEvenInAFolderThatWasOpen() throws Exception {
    Path open = Files.createDirectory(folder.resolve("job"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

    Path file = Job.give(open, "token.txt", "s3cret".getBytes(StandardCharsets.UTF_8));

    assertThat(file).hasContent("s3cret");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(open.resolve("given"))).isEqualTo("rwx------");
    assertThat(permissions(open)).isEqualTo("rwx------");
  }

  @Test
  void aGivenFileStaysInTheFolder() {
    assertThatThrownBy(() -> Job.give(folder.resolve("job"), "../token", new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
