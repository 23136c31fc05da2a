package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.bench.Venue.Guest;
import rowlock.board.RunOutcome;
import rowlock.hub.HubClient;
import rowlock.hub.PortFile;
import rowlock.task.NewTask;
import rowlock.task.TaskSpec;
import rowlock.task.Work;

/// Hubs and MCP servers as processes, and what they know of each other.
@Timeout(300)
final class HubProcessesTest {
  private static final int CLIENTS = 50;

  @TempDir Path root;
  private Hubs hubs;

  @BeforeEach
  void project() {
    hubs = new Hubs(root);
  }

  @AfterEach
  void end() {
    hubs.close();
  }

  @Test
  void clientsOverStdioAndHttpSeeEachOthersTasksAtOnce() throws InterruptedException {
    Process hub = hubs.serve();
    try (Guest anna = hubs.stdio("anna");
        Guest ben = hubs.stdio("ben");
        Guest cleo = hubs.http("cleo")) {
      seeEachOther(List.of(anna, ben, cleo));
    }
    hubs.stop(hub);
  }

  @Test
  void withoutAHubTheySeeEachOthersTasksJustAsWell() throws InterruptedException {
    try (Guest anna = hubs.stdio("anna");
        Guest ben = hubs.stdio("ben")) {
      seeEachOther(List.of(anna, ben));
      assertThat(anna.call("health_check", Map.of())).containsEntry("hub", false);

      Process hub = hubs.serve();

      assertThat(anna.call("health_check", Map.of())).containsEntry("hub", true);
      try (Guest cleo = hubs.http("cleo")) {
        seeEachOther(List.of(ben, cleo, anna));
      }
      hubs.stop(hub);
      seeEachOther(List.of(anna, ben));
    }
  }

  private static void seeEachOther(List<Guest> guests) {
    for (Guest from : guests) {
      String title = "Of guest " + from.hashCode() + " at " + System.nanoTime();
      from.call("create_task", Map.of("title", title));
      for (Guest to : guests) {
        assertThat(to.call("query_tasks", Map.of("text", title))).containsEntry("total", 1L);
      }
    }
  }

  @Test
  void fiftyClientsClaimFiftyTasksOneEach() throws InterruptedException {
    Process hub = hubs.serve();
    try (Guest lead = hubs.http("lead")) {
      List<Map<String, Object>> tasks =
          IntStream.range(0, CLIENTS)
              .<Map<String, Object>>mapToObj(i -> Map.of("title", "T" + i))
              .toList();
      lead.call("create_tasks", Map.of("tasks", tasks));

      List<Object> claimed =
          AtOnce.each(
              CLIENTS,
              i ->
                  () -> {
                    try (Guest agent = hubs.http("agent" + i)) {
                      return agent.call("claim_task", Map.of()).getOrDefault("task", "none");
                    }
                  });

      assertThat(claimed).doesNotHaveDuplicates().hasSize(CLIENTS).doesNotContain("none");
      assertThat(lead.call("query_tasks", Map.of("status", List.of("claimed"))))
          .containsEntry("total", (long) CLIENTS);
    }
    hubs.stop(hub);
  }

  @Test
  void aHubThatServesStepsBackForARunAndComesBackWhereItWas() throws Exception {
    Process hub = hubs.serve();
    PortFile before = PortFile.read(hubs.home()).orElseThrow();
    Work script = new Work(List.of(), List.of(), java.util.Optional.of("true"));
    Ranch ranch = new Ranch(hubs.folder).founded();

    assertThat(ranch.conduct(NewTask.named("t1", TaskSpec.titled("Nothing").with(script))))
        .isEqualTo(RunOutcome.DONE);

    PortFile after = hubs.awaitHub();
    assertThat(after.port()).isEqualTo(before.port());
    assertThat(after.process()).isEqualTo(before.process());
    assertThat(after.instance()).isNotEqualTo(before.instance());
    hubs.stop(hub);
    assertThat(PortFile.read(hubs.home())).isEmpty();
  }

  @Test
  void aSecondHubIsRefusedClearly() throws IOException, InterruptedException {
    Process hub = hubs.serve();
    PortFile before = PortFile.read(hubs.home()).orElseThrow();

    assertThat(hubs.serveInVain()).contains("a hub runs for this project already");

    assertThat(hubs.awaitHub()).isEqualTo(before);
    hubs.stop(hub);
  }

  @Test
  void afterAKilledHubEverybodyGoesOnAndTheNextOneStarts() throws InterruptedException {
    Process first = hubs.serve();
    PortFile left = PortFile.read(hubs.home()).orElseThrow();
    try (Guest anna = hubs.stdio("anna")) {
      anna.call("create_task", Map.of("id", "t1", "title", "Before"));
      first.destroyForcibly().waitFor();

      assertThat(PortFile.read(hubs.home())).contains(left);
      assertThat(HubClient.find(hubs.home())).isEmpty();
      assertThat(anna.call("get_task", Map.of("task_id", "t1"))).containsEntry("title", "Before");

      Process next = hubs.serve();

      assertThat(PortFile.read(hubs.home()).orElseThrow().instance()).isNotEqualTo(left.instance());
      assertThat(anna.call("health_check", Map.of())).containsEntry("hub", true);
      assertThat(anna.call("get_task", Map.of("task_id", "t1"))).containsEntry("title", "Before");
      hubs.stop(next);
    }
  }
}
