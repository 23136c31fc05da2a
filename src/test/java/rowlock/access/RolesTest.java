package rowlock.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowlock.team.Permission;
import rowlock.team.Role;

class RolesTest {
  @TempDir Path home;

  @Test
  void withoutAFileThereAreTheBuiltInOnes() {
    assertThat(Roles.of(home).all()).isEqualTo(Role.builtIn());
  }

  @Test
  void aFileAddsRolesAndNarrowsBuiltInOnes() throws IOException {
    write("reviewer: [talk, steer]\nobserver: []\nworker: [work]\n");
    Roles roles = Roles.of(home);

    assertThat(roles.find("reviewer").orElseThrow().permissions())
        .isEqualTo(EnumSet.of(Permission.TALK, Permission.STEER));
    assertThat(roles.find("observer").orElseThrow().permissions()).isEmpty();
    assertThat(roles.find(Role.WORKER).orElseThrow().permissions())
        .isEqualTo(EnumSet.of(Permission.WORK));
    assertThat(roles.find("nobody")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reviewer: [fly]               | there is no permission 'fly'; there are work, talk
          reviewer: fly                 | a list of permissions is wanted
          reviewer:                     | a list of permissions is wanted
          worker: [work, administer]    | narrowed, not widened
          manager: [hire]               | narrowed, not widened
          operator: [work]              | stays as it is
          a b: [work]                   | is not a name
          - work                        | roles with permissions
          {                             | is not YAML
          x: [work]\\nx: [talk]         | is not YAML
          """)
  void whatCannotBeMeantIsRefusedWithItsPlace(String yaml, String message) throws IOException {
    write(yaml.replace("\\n", "\n"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Roles.of(home).all())
        .withMessageContaining(Roles.FILE)
        .withMessageContaining(message);
  }

  @Test
  void aFileOthersCanWriteIsRefused() throws IOException {
    Path file = write("reviewer: [talk]");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Roles.of(home).all())
        .withMessageContaining("chmod");
  }

  @Test
  void aHugeFileIsRefused() throws IOException {
    write("#".repeat(Roles.MAX_BYTES + 1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Roles.of(home).all())
        .withMessageContaining("bytes");
  }

  @Test
  void aLinkToNothingIsNotTakenForNoFile() throws IOException {
    Files.createSymbolicLink(home.resolve(Roles.FILE), home.resolve("nothing"));

    assertThatIllegalArgumentException().isThrownBy(() -> Roles.of(home).all());
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(home.resolve(Roles.FILE), yaml);
  }
}
