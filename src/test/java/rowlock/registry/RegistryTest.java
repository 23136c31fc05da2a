package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rowlock.access.Identity;
import rowlock.json.Json;
import rowlock.task.AgentId;
import rowlock.team.Role;

/// The list of operations: its names, and how much it costs a model to read it.
class RegistryTest {
  /// 6,000 tokens at 3.5 characters a token, which is what JSON schemas of tools cost in the
  /// tokenizers of today's models or less.
  private static final int MAX_CHARACTERS = 21_000;

  private static final List<String> KNOWN_TO_AGENTS =
      List.of(
          "init_coordination",
          "create_task",
          "create_tasks",
          "claim_task",
          "start_task",
          "heartbeat",
          "submit_task",
          "complete_task",
          "fail_task",
          "release_task",
          "retry_task",
          "cancel_task",
          "reprioritise_task",
          "create_subtask",
          "create_group",
          "get_task",
          "list_tasks",
          "query_tasks",
          "why_task",
          "wait_for_event",
          "register_agent",
          "list_agents",
          "spawn_agent",
          "read_agent",
          "restart_agent",
          "terminate_agent",
          "send_message",
          "read_messages",
          "acknowledge_message",
          "add_discovery",
          "get_discoveries",
          "get_status",
          "get_results",
          "get_master_plan",
          "update_master_plan",
          "get_audit_log",
          "list_needs",
          "answer_need",
          "ask_question",
          "get_budget",
          "health_check");

  private static final Registry REGISTRY = Registry.standard();

  @Test
  void theOperationsHaveTheNamesThatAgentsKnow() {
    assertThat(REGISTRY.names()).containsAll(KNOWN_TO_AGENTS);
  }

  @Test
  void aWorkerIsShownUnderADozen() {
    assertThat(REGISTRY.shownTo(identity(0))).hasSizeBetween(8, 11);
  }

  @Test
  void theWholeListStaysUnderSixThousandTokens() {
    Identity lead = identity(2);
    int characters = 0;
    for (Operation operation : REGISTRY.shownTo(lead)) {
      Map<String, Object> tool = new HashMap<>();
      tool.put("name", operation.name());
      tool.put("description", operation.summary());
      tool.put("inputSchema", Schemas.input(operation, lead));
      Schemas.promise(operation).ifPresent(schema -> tool.put("outputSchema", schema));
      characters += Json.compact(tool).length();
    }
    assertThat(characters).isLessThan(MAX_CHARACTERS);
  }

  @Test
  void everyRoleIsShownOnlyWhatItMayCall() {
    List<Operation> beyond = new ArrayList<>();
    for (int role = 0; role < 3; role++) {
      Identity identity = identity(role);
      REGISTRY.shownTo(identity).stream()
          .filter(operation -> !operation.right().permission().map(identity::may).orElse(true))
          .forEach(beyond::add);
    }
    assertThat(beyond).isEmpty();
  }

  /// A worker, a manager or a lead.
  private static Identity identity(int rank) {
    Role role = Role.builtIn().reversed().get(rank);
    return Identity.of(new AgentId("anna"), role, "t1");
  }
}
