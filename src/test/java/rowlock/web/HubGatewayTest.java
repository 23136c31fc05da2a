package rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.access.Identity;
import rowlock.access.Secret;
import rowlock.hub.HubClient;
import rowlock.hub.HubGateway;
import rowlock.hub.PortFile;
import rowlock.json.Json;
import rowlock.operation.Outcome;
import rowlock.operation.Premises;
import rowlock.registry.HubOffice;
import rowlock.registry.LocalGateway;
import rowlock.registry.Registry;
import rowlock.team.Permission;

/// The clients of a hub against a real one.
class HubGatewayTest {
  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void start() {
    site = new Site(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aRunningHubIsFoundByItsFile() throws InterruptedException {
    assertThat(HubClient.find(site.home)).isEmpty();
    left(Site.INSTANCE).write(site.home);

    try (HubClient client = HubClient.find(site.home).orElseThrow()) {
      assertThat(client.read("/health", HubClient.PROMPT).status()).isEqualTo(200);
    }
  }

  @Test
  void aFileThatAnotherHubLeftIsNotFollowed() throws InterruptedException {
    left("another").write(site.home);
    assertThat(HubClient.find(site.home)).isEmpty();

    left(Site.INSTANCE).write(site.home);
    site.server.close();
    assertThat(HubClient.find(site.home)).isEmpty();
  }

  @Test
  void bothGatewaysAnswerTheSame() throws InterruptedException {
    LocalGateway local =
        new LocalGateway(
            Registry.standard(), Identity.operator(), new HubOffice(site.desk, Premises.NONE));
    try (HubGateway remote = gateway(site.operator)) {
      assertThat(said(remote.call("create_task", Map.of("title", "é"), Optional.of("k"))))
          .isEqualTo(said(local.call("create_task", Map.of("title", "é"), Optional.of("k"))))
          .contains("é");
      for (String operation : new String[] {"list_tasks", "get_task", "claim_tusk"}) {
        Map<String, Object> arguments = Map.of("task_id", "no");
        assertThat(said(remote.call(operation, arguments, Optional.empty())))
            .isEqualTo(said(local.call(operation, arguments, Optional.empty())));
      }
      assertThat(remote.awaitBeyond(0, Duration.ofSeconds(1))).isEqualTo(site.desk.position());
    }
  }

  @Test
  void whoCallsIsSaidByTheHub() throws InterruptedException {
    try (HubGateway anna = gateway(site.agent("anna").secret())) {
      assertThat(anna.identity().by()).isEqualTo("anna");
      assertThat(anna.identity().may(Permission.WORK)).isTrue();
      assertThat(anna.identity().may(Permission.PLAN)).isFalse();
      assertThat(anna.call("create_task", Map.of("title", "x"), Optional.empty()))
          .isInstanceOfSatisfying(
              Outcome.NotDone.class, not -> assertThat(not.code()).isEqualTo("forbidden"));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> gateway(Secret.random()));
  }

  @Test
  void aHubThatGoesAwayIsSaidToBeGone() throws InterruptedException {
    try (HubGateway remote = gateway(site.operator)) {
      site.server.close();

      assertThat(remote.call("get_status", Map.of(), Optional.of("mine")))
          .isInstanceOfSatisfying(
              Outcome.NotDone.class,
              not -> {
                assertThat(not.code()).isEqualTo("hub_gone");
                assertThat(not.data()).containsEntry("key", "mine");
              });
    }
  }

  /// An outcome as a text: whole numbers have another type after their way through JSON.
  private static String said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> Json.compact(done.data());
      case Outcome.NotDone not ->
          not.reason() + not.code() + not.message() + not.hint() + Json.compact(not.data());
    };
  }

  private HubGateway gateway(Secret token) throws InterruptedException {
    return HubGateway.of(HubClient.of(site.port(), token));
  }

  private PortFile left(String instance) {
    return PortFile.of(site.port(), site.operator, "1", instance);
  }
}
