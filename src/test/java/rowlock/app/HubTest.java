package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.hub.HubClient;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Project;
import rowlock.operation.Projects;

/// The hub of a project as its clients find it.
class HubTest {
  @TempDir Path folder;

  @Test
  void rolesThatCannotBeReadAreAReasonNotToBeReady() throws IOException, InterruptedException {
    Projects.create(folder, "", new Caller("operator", Optional.empty()));
    Path home = folder.resolve(Project.HOME);
    try (Desk desk = Projects.open(folder)) {
      desk.hub();
      try (Hub hub = Hub.open(desk, new Household(), "1", _ -> {});
          HubClient client = HubClient.find(home).orElseThrow()) {
        assertThat(client.read("/health", HubClient.PROMPT).members())
            .containsEntry("status", "ready");
        Files.writeString(home.resolve("roles.yaml"), "reviewer: [fly]\n");
        HubClient.Answer broken = client.read("/health/ready", HubClient.PROMPT);
        assertThat(broken.status()).isEqualTo(503);
        assertThat(String.valueOf(broken.members().get("why_not")))
            .contains("roles", "not let in", "there is no permission", "fly");
        Files.writeString(home.resolve("roles.yaml"), "reviewer: [talk]\n");
        assertThat(client.read("/health", HubClient.PROMPT).members())
            .containsEntry("why_not", Map.of());
        assertThat(hub.address().getHost()).isEqualTo("127.0.0.1");
      }
    }
  }
}
