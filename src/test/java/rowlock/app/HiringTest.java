package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.Setting;
import rowlock.json.Json;
import rowlock.task.AgentId;
import rowlock.tmux.Availability;

/// Agents that are hired, one and many, in a real tmux.
@Timeout(240)
class HiringTest {
  @TempDir private Path root;
  private Crowd crowd;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Availability.probe() instanceof Availability.Ready, "tmux is not installed");
    crowd = new Crowd(root);
  }

  @AfterEach
  void close() {
    if (crowd != null) {
      crowd.close();
    }
  }

  @Test
  void spawnedMeansThatItsProgramAnswered() throws Exception {
    Map<String, Object> told = crowd.call("spawn_agent", Map.of("kind", Crowd.TALKER));

    assertThat(told.toString()).contains("talker-1");
    assertThat(crowd.call("read_agent", Map.of("target", "talker-1")).toString()).contains("ready");
  }

  @Test
  void whoDoesNotAnswerIsNotSpawnedAndNothingIsLeft() throws Exception {
    Map<String, Object> told = crowd.call("spawn_agent", Map.of("kind", Crowd.DEAD));

    assertThat(told.toString()).contains("not_started", "exit code 7", "no licence");
    assertThat(crowd.desk().board().agents()).isEmpty();
    assertThat(crowd.tmux().panes()).isEmpty();
  }

  @Test
  void aKeyStartsAnAgentOnce() throws Exception {
    Map<String, Object> wish = Map.of("kind", Crowd.TALKER);
    Map<String, Object> first = crowd.call("spawn_agent", wish, Optional.of("k"));
    Map<String, Object> again = crowd.call("spawn_agent", wish, Optional.of("k"));
    Map<String, Object> other =
        crowd.call("spawn_agent", Map.of("kind", Crowd.TALKER, "context", "x"), Optional.of("k"));

    assertThat(again).isEqualTo(first);
    assertThat(other.toString()).contains("key_reused");
    assertThat(crowd.desk().board().agents()).hasSize(1);
  }

  @Test
  void aBatchUnderAKeyIsStartedOnce() throws Exception {
    Map<String, Object> wish =
        Map.of("agents", List.of(Map.of("kind", Crowd.TALKER), Map.of("kind", Crowd.TALKER)));
    Map<String, Object> first = crowd.call("spawn_batch", wish, Optional.of("k"));
    Map<String, Object> again = crowd.call("spawn_batch", wish, Optional.of("k"));

    assertThat(again).isEqualTo(first);
    assertThat(crowd.desk().board().agents()).hasSize(2);
  }

  @Test
  void itIsTakenAsItWasWanted() throws Exception {
    crowd.folder.resolve("docs").toFile().mkdirs();
    Map<String, Object> told =
        crowd.call(
            "spawn_agent",
            Map.of(
                "kind", Crowd.TALKER,
                "new_agent_id", "anna",
                "capabilities", List.of("gpu"),
                "workspace_mode", "shared",
                "work_dir", "docs"));

    assertThat(told.toString()).contains("anna");
    assertThat(crowd.desk().board().agent(new AgentId("anna")).orElseThrow().capabilities())
        .contains("gpu");
    assertThat(refused(Map.of("kind", Crowd.TALKER, "workspace_mode", "isolated")))
        .contains("no run has a repository");
    assertThat(refused(Map.of("kind", Crowd.TALKER, "work_dir", "../.."))).contains("not within");
    assertThat(refused(Map.of("kind", Crowd.TALKER, "work_dir", "nowhere"))).contains("no folder");
    assertThat(refused(Map.of("kind", Crowd.TALKER, "new_agent_id", "anna")))
        .contains("agent_exists");
  }

  private String refused(Map<String, Object> wish) throws Exception {
    return crowd.call("spawn_agent", wish).toString();
  }

  @Test
  void ofFiveHundredAtALimitOfOneHundredOneHundredStartAndNoneIsHalfMade() throws Exception {
    crowd.set(Setting.MAX_AGENTS, "100");
    List<Map<String, Object>> wishes =
        IntStream.range(0, 500)
            .<Map<String, Object>>mapToObj(i -> Map.of("kind", Crowd.TALKER))
            .toList();
    long begun = System.nanoTime();
    Map<String, Object> told = crowd.call("spawn_batch", Map.of("agents", wishes));
    System.out.printf("SEEN 500@100: %d ms%n", (System.nanoTime() - begun) / 1_000_000);

    String text = Json.compact(told);
    assertThat(text).contains("\"spawned\":100", "\"refused\":400");
    assertThat(text.split("agent_limit", -1)).hasSize(401);
    assertThat(crowd.desk().board().agents()).hasSize(100);
    assertThat(crowd.tmux().panes()).hasSize(100);
  }

  @Test
  void aProgramThatCannotBeStartedIsOneErrorOfItsItem() throws Exception {
    Map<String, Object> told =
        crowd.call(
            "spawn_batch",
            Map.of(
                "agents",
                List.of(
                    Map.of("kind", Crowd.TALKER),
                    Map.of("kind", Crowd.ABSENT),
                    Map.of("kind", "nobody"))));

    assertThat(Json.compact(told))
        .contains("\"spawned\":1", "\"refused\":2", "partly_spawned", "not_started")
        .contains("do not live in terminals");
    assertThat(crowd.desk().board().agents()).hasSize(1);
    assertThat(crowd.tmux().panes()).hasSize(1);
  }

  @Test
  void whereNobodyHasAWorktreeNoneIsMadeReady() throws Exception {
    assertThat(crowd.call("prewarm_resources", Map.of()).toString()).contains("no worktrees");
  }

  @Test
  void whatAnAgentTakesOfTheMachineIsTold() throws Exception {
    crowd.call("spawn_agent", Map.of("kind", Crowd.TALKER));

    assertThat(Json.compact(crowd.call("list_agents", Map.of())))
        .contains("cpu_percent", "memory_bytes", "\"processes\"");
  }
}
