package rowlock.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.access.Secret;
import rowlock.access.UnsafeFile;

class PortFileTest {
  private static final Secret TOKEN = Secret.of("canary-of-the-port-file");

  @TempDir Path home;

  @Test
  void whatAHubLeavesIsReadAgain() {
    PortFile left = PortFile.of(4_711, TOKEN, "1.2", "first");

    left.write(home);

    assertThat(PortFile.read(home)).contains(left);
    assertThat(left.process().isAlive()).isTrue();
    assertThat(left.toString()).doesNotContain("canary");
  }

  @Test
  void theFileIsOursAlone() throws IOException {
    PortFile.of(4_711, TOKEN, "1.2", "first").write(home);
    Path file = home.resolve(PortFile.NAME);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    assertThatThrownBy(() -> PortFile.read(home)).isInstanceOf(UnsafeFile.class);
    Files.move(file, home.resolve("elsewhere"));
    Files.createSymbolicLink(file, home.resolve("elsewhere"));
    assertThatThrownBy(() -> PortFile.read(home)).isInstanceOf(UnsafeFile.class);
  }

  @Test
  void aHubRemovesOnlyItsOwnFile() {
    PortFile old = PortFile.of(4_711, TOKEN, "1.2", "old");
    PortFile next = PortFile.of(4_712, TOKEN, "1.2", "next");
    old.write(home);
    next.write(home);

    old.remove(home);
    assertThat(PortFile.read(home)).contains(next);

    next.remove(home);
    assertThat(PortFile.read(home)).isEmpty();
  }

  @Test
  void anotherProcessWithTheSameNumberIsNotTheHub() {
    PortFile.Host me = PortFile.Host.current();
    Instant started = me.started().orElseThrow();

    assertThat(new PortFile.Host(me.pid(), Optional.of(started.minus(Duration.ofHours(1)))))
        .matches(host -> !host.isAlive());
    assertThat(new PortFile.Host(Integer.MAX_VALUE, Optional.empty()).isAlive()).isFalse();
  }

  @Test
  void aDamagedFileNamesNoHub() throws IOException {
    PortFile.of(4_711, TOKEN, "1.2", "first").write(home);
    Path file = home.resolve(PortFile.NAME);
    String whole = Files.readString(file);

    for (String damaged :
        List.of("", "{}", "[]", whole.substring(0, 40), whole.replace("4711", "99999"))) {
      Files.writeString(file, damaged);
      assertThat(PortFile.read(home)).as(damaged).isEmpty();
    }
  }
}
