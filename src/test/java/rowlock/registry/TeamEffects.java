package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.registry.Scene.ANNA;
import static rowlock.registry.Scene.BEN;
import static rowlock.registry.Scene.LEA;
import static rowlock.registry.Scene.OPERATOR;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rowlock.board.Letter;
import rowlock.operation.Hiring;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.task.Text;
import rowlock.team.Agent;
import rowlock.team.Delivery;
import rowlock.team.Discovery;
import rowlock.team.Importance;

/// What the operations on agents and what they tell each other lead to.
final class TeamEffects {
  private static final AgentId NEW = new AgentId("new");

  private TeamEffects() {}

  static List<Effect> all() {
    return Stream.of(team(), hiring(), programs(), mail(), reading(), findings(), finding())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Effect> team() {
    return List.of(
        new Effect(
            "register_agent",
            ANNA,
            s -> Map.of(),
            (s, told) ->
                assertThat(s.board().agent(new AgentId("anna")).map(Agent::role))
                    .contains("worker")),
        new Effect(
            "register_agent",
            OPERATOR,
            s ->
                Map.of(
                    "agent_id",
                    "new",
                    "kind",
                    "codex",
                    "capabilities",
                    List.of("gpu"),
                    "role",
                    "manager"),
            (s, told) -> {
              Agent agent = s.board().agent(NEW).orElseThrow();
              assertThat(agent.kind()).isEqualTo("codex");
              assertThat(agent.role()).isEqualTo("manager");
              assertThat(agent.capabilities()).containsExactly("gpu");
            }),
        new Effect(
            "list_agents",
            ANNA,
            s -> {
              s.claimed(BEN, "t1");
              return Map.of();
            },
            (s, told) ->
                assertThat(told.toString()).contains("anna", "ben", "holds=[t1]", "processes=3")));
  }

  private static List<Effect> hiring() {
    return List.of(hiringOne(), hiringFully(), hiringMany());
  }

  private static Effect hiringOne() {
    return new Effect(
        "spawn_agent",
        LEA,
        s -> Map.of("kind", "shell"),
        (s, told) ->
            assertThat(s.premises.hired)
                .containsExactly(
                    new Hiring(
                        "shell",
                        Optional.empty(),
                        "worker",
                        LEA.agent(),
                        Hiring.Terms.USUAL,
                        Optional.empty())));
  }

  private static Effect hiringFully() {
    return new Effect(
        "spawn_agent",
        OPERATOR,
        s ->
            Map.of(
                "kind",
                "claude",
                "new_agent_id",
                "new",
                "role",
                "lead",
                "capabilities",
                List.of("gpu"),
                "model",
                "small",
                "context",
                "review",
                "workspace_mode",
                "shared",
                "work_dir",
                "docs"),
        (s, told) ->
            assertThat(s.premises.hired)
                .containsExactly(
                    new Hiring(
                        "claude",
                        Optional.of(NEW),
                        "lead",
                        Optional.empty(),
                        new Hiring.Terms(
                            Text.labels("capabilities", List.of("gpu")),
                            Optional.of("small"),
                            Optional.of("review"),
                            Optional.of(Hiring.Workspace.SHARED),
                            Optional.of("docs")),
                        Optional.empty())));
  }

  private static Effect hiringMany() {
    return new Effect(
        "spawn_batch",
        LEA,
        s ->
            Map.of(
                "agents",
                List.of(Map.of("kind", "shell"), Map.of("kind", "claude", "new_agent_id", "new"))),
        (s, told) ->
            assertThat(s.premises.hired)
                .extracting(Hiring::kind)
                .containsExactly("shell", "claude"));
  }

  private static List<Effect> programs() {
    return List.of(
        on("prewarm_resources", Map.of(), "prewarm 10"),
        on("read_agent", Map.of("target", "ben"), "read ben, 50 lines"),
        on("read_agent", Map.of("target", "ben", "lines", 7), "read ben, 7 lines"),
        on("restart_agent", Map.of("target", "ben"), "restart ben: asked for by lea"),
        on("restart_agent", Map.of("target", "ben", "reason", "stuck"), "restart ben: stuck"),
        on("terminate_agent", Map.of("target", "ben"), "terminate ben: asked for by lea"),
        on("terminate_agent", Map.of("target", "ben", "reason", "over"), "terminate ben: over"));
  }

  private static Effect on(String operation, Map<String, Object> arguments, String wanted) {
    return new Effect(
        operation,
        LEA,
        s -> arguments,
        (s, told) -> assertThat(s.premises.wanted).containsExactly(wanted));
  }

  private static List<Effect> mail() {
    return List.of(
        new Effect(
            "send_message",
            ANNA,
            s -> Map.of("to", "ben", "body", "Hello"),
            (s, told) -> {
              Letter letter = s.board().unreadBy(new AgentId("ben")).getLast();
              assertThat(letter.message().sender()).isEqualTo(new AgentId("anna"));
              assertThat(letter.message().body()).isEqualTo("Hello");
              assertThat(letter.message().importance()).isEqualTo(Importance.NORMAL);
            }),
        new Effect(
            "send_message",
            ANNA,
            s ->
                Map.of(
                    "to", "team", "body", "Yes", "importance", "high", "reply_to", sent(s, "ben")),
            (s, told) -> {
              Letter letter = s.board().unreadBy(new AgentId("lea")).getLast();
              assertThat(letter.message().importance()).isEqualTo(Importance.HIGH);
              assertThat(letter.message().replyTo()).isPresent();
            }));
  }

  private static List<Effect> reading() {
    return List.of(
        new Effect(
            "read_messages",
            ANNA,
            s -> {
              sent(s, "anna");
              return Map.of();
            },
            (s, told) -> {
              assertThat(told.toString()).contains("Hello");
              assertThat(s.board().unreadBy(new AgentId("anna"))).isEmpty();
            }),
        new Effect(
            "read_messages",
            OPERATOR,
            s -> {
              sent(s, "anna");
              return Map.of("agent_id", "anna", "peek", true);
            },
            (s, told) -> {
              assertThat(told.toString()).contains("Hello");
              assertThat(s.board().unreadBy(new AgentId("anna"))).hasSize(1);
            }),
        new Effect(
            "acknowledge_message",
            ANNA,
            s -> Map.of("message_ids", List.of(sent(s, "anna"))),
            (s, told) -> isConfirmed(s)),
        new Effect(
            "acknowledge_message",
            OPERATOR,
            s -> Map.of("message_ids", List.of(sent(s, "anna")), "agent_id", "anna"),
            (s, told) -> isConfirmed(s)));
  }

  private static String sent(Scene s, String to) {
    return String.valueOf(
        s.done(BEN, "send_message", Map.of("to", to, "body", "Hello")).get("message"));
  }

  private static void isConfirmed(Scene s) {
    assertThat(s.board().unreadBy(new AgentId("anna"))).isEmpty();
    assertThat(s.board().letters())
        .allSatisfy(letter ->
            assertThat(letter.deliveries().get(new AgentId("anna")))
                .isInstanceOf(Delivery.Confirmed.class));
  }

  private static List<Effect> findings() {
    return List.of(
        new Effect(
            "add_discovery",
            ANNA,
            s -> Map.of("text", "It is old"),
            (s, told) ->
                assertThat(s.board().discoveries())
                    .singleElement()
                    .extracting(Discovery::author, Discovery::text)
                    .containsExactly(new AgentId("anna"), "It is old")),
        new Effect(
            "add_discovery",
            OPERATOR,
            s -> {
              s.add("t1");
              return found("ben", "t1");
            },
            (s, told) ->
                assertThat(s.board().discoveries())
                    .singleElement()
                    .satisfies(found -> {
                      assertThat(found.author()).isEqualTo(new AgentId("ben"));
                      assertThat(found.tags()).containsExactly("old");
                      assertThat(found.task()).contains(new TaskId("t1"));
                    })));
  }

  private static List<Effect> finding() {
    return List.of(
        new Effect(
            "get_discoveries",
            ANNA,
            s -> {
              s.done(BEN, "add_discovery", Map.of("text", "It is old"));
              return Map.of();
            },
            (s, told) -> assertThat(told.toString()).contains("It is old")),
        new Effect(
            "get_discoveries",
            ANNA,
            s -> {
              s.add("t1");
              s.done(OPERATOR, "add_discovery", found("ben", "t1"));
              s.done(OPERATOR, "add_discovery", found("ben", "t1"));
              s.done(ANNA, "add_discovery", Map.of("text", "It is new"));
              return Map.ofEntries(
                  Map.entry("tag", "old"),
                  Map.entry("task_id", "t1"),
                  Map.entry("author", "ben"),
                  Map.entry("text", "old"),
                  Map.entry("limit", 5),
                  Map.entry("offset", 1));
            },
            (s, told) ->
                assertThat(told.toString())
                    .contains("It is old", "total=2")
                    .doesNotContain("new", "next_offset")));
  }

  private static Map<String, Object> found(String agent, String task) {
    return Map.of("text", "It is old", "tags", List.of("old"), "task_id", task, "agent_id", agent);
  }
}
