package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.access.Grant;
import rowlock.access.Tokens;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Project;
import rowlock.operation.Projects;
import rowlock.process.Command;
import rowlock.process.Result;
import rowlock.task.AgentId;

/// Another user of the machine, in a project whose folder everybody may look into.
final class SecondUserTest {
  private static final String NOBODY = "65534";

  @TempDir Path folder;

  @Test
  void anotherUserReadsNoSecretOfAHub() throws IOException {
    assumeTrue(as("true").succeeded(), "only root can be somebody else, with setpriv");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("open.txt"), "open");
    Projects.create(folder, "", new Caller("operator", Optional.empty()));
    Path home = folder.resolve(Project.HOME);
    try (Desk desk = Projects.open(folder)) {
      desk.hub();
      Tokens tokens = Tokens.of(home);
      String id = tokens.issue(Grant.of(new AgentId("anna"), "lead"), Instant.now()).token().id();
      try (Hub hub = Hub.open(desk, new Household(), "1", _ -> {})) {
        assertThat(hub.address()).isNotNull();
        assertThat(as("cat", folder.resolve("open.txt").toString()).out().text()).contains("open");
        for (Path secret :
            List.of(
                home.resolve("hub.json"),
                home.resolve("tokens"),
                home.resolve("tokens").resolve(id + ".json"))) {
          assertThat(secret).exists();
          Result read = as("cat", secret.toString());
          assertThat(read.succeeded()).as(secret + " " + read.out().text()).isFalse();
          assertThat(read.err().text()).contains("Permission denied");
        }
        assertThat(as("ls", home.resolve("tokens").toString()).succeeded()).isFalse();
        assertThat(as("touch", home.resolve("roles.yaml").toString()).succeeded()).isFalse();
      }
    }
  }

  private Result as(String... words) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--inh-caps=-all"));
    argv.addAll(List.of(words));
    return Command.of(folder, argv).run();
  }
}
