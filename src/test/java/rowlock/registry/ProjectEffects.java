package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.registry.Scene.ANNA;
import static rowlock.registry.Scene.BEN;
import static rowlock.registry.Scene.LEA;
import static rowlock.registry.Scene.OPERATOR;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the operations on the project as a whole lead to.
final class ProjectEffects {
  private static final Map<String, Object> PLAN = Map.of("goal", "Build", "master_plan", "First…");

  private ProjectEffects() {}

  static List<Effect> all() {
    return Stream.of(goals(), figures(), history(), waits()).flatMap(List::stream).toList();
  }

  private static List<Effect> goals() {
    return List.of(
        new Effect(
            "init_coordination",
            OPERATOR,
            s -> Map.of("goal", "Build"),
            (s, told) -> assertThat(s.board().goal()).isEqualTo("Build")),
        new Effect("init_coordination", LEA, s -> PLAN, (s, told) -> isPlanned(s)),
        new Effect(
            "update_master_plan",
            LEA,
            s -> {
              s.done(LEA, "update_master_plan", PLAN);
              return Map.of();
            },
            (s, told) -> isPlanned(s)),
        new Effect("update_master_plan", LEA, s -> PLAN, (s, told) -> isPlanned(s)),
        new Effect(
            "get_master_plan",
            ANNA,
            s -> {
              s.done(LEA, "update_master_plan", PLAN);
              return Map.of();
            },
            (s, told) -> assertThat(told).containsAllEntriesOf(PLAN)));
  }

  private static List<Effect> figures() {
    return List.of(
        new Effect(
            "get_status",
            ANNA,
            s -> {
              s.add("t1");
              return Map.of();
            },
            (s, told) -> assertThat(told.toString()).contains("available=1")),
        new Effect(
            "health_check",
            ANNA,
            s -> Map.of(),
            (s, told) ->
                assertThat(told)
                    .containsEntry("healthy", true)
                    .containsEntry("hub", true)
                    .containsEntry("position", s.board().position())),
        new Effect(
            "get_results",
            ANNA,
            s -> {
              s.finished(ANNA, "t1");
              return Map.of();
            },
            (s, told) -> assertThat(told.toString()).contains("Did t1")),
        new Effect(
            "get_results",
            ANNA,
            ProjectEffects::twoResults,
            (s, told) ->
                assertThat(told.toString()).contains("Did r2").doesNotContain("Did r1", "Did t1")));
  }

  private static List<Effect> history() {
    return List.of(
        new Effect(
            "get_audit_log",
            ANNA,
            s -> {
              s.add("t1");
              return Map.of();
            },
            (s, told) -> assertThat(told.toString()).contains("Do t1")),
        new Effect(
            "get_audit_log",
            ANNA,
            s -> {
              long before = s.board().position();
              s.add("t1");
              s.add("t2");
              return Map.of("task_id", "t2", "after", before, "limit", 1);
            },
            (s, told) -> assertThat(told.toString()).contains("Do t2").doesNotContain("Do t1")));
  }

  private static List<Effect> waits() {
    return List.of(
        new Effect(
            "wait_for_event",
            ANNA,
            s -> {
              s.add("t1");
              return Map.of();
            },
            (s, told) -> assertThat(told.toString()).contains("work_available", "t1")),
        new Effect(
            "wait_for_event",
            ANNA,
            ProjectEffects::everything,
            (s, told) ->
                assertThat(told.toString())
                    .contains("work_available", "message", "task_finished", "answer=blue")));
  }

  private static void isPlanned(Scene s) {
    assertThat(s.board().goal()).isEqualTo("Build");
    assertThat(s.board().masterPlan()).isEqualTo("First…");
  }

  private static Map<String, Object> twoResults(Scene s) {
    s.run("night");
    s.finished(ANNA, "t1");
    for (String id : List.of("r1", "r2")) {
      s.done(OPERATOR, "create_task", Map.of("id", id, "title", id, "run_id", "night"));
      Object fence = s.done(ANNA, "claim_task", Map.of("task_id", id)).getOrDefault("fence", 0);
      s.done(ANNA, "submit_task", Map.of("task_id", id, "fence", fence, "output", "Did " + id));
    }
    return Map.of(
        "task_ids", List.of("t1", "r1", "r2"), "run_id", "night", "limit", 1, "offset", 1);
  }

  private static Map<String, Object> everything(Scene s) {
    s.finished(BEN, "t1");
    s.add("t2");
    s.done(BEN, "send_message", Map.of("to", "anna", "body", "Hello"));
    String need = s.question(ANNA, "Which colour?");
    s.done(OPERATOR, "answer_need", Map.of("need_id", need, "answer", "blue"));
    return Map.of(
        "events",
        List.of("work_available", "message", "task_finished", "answer"),
        "task_ids",
        List.of("t1"),
        "need_ids",
        List.of(need),
        "timeout",
        "1s",
        "agent_id",
        "anna");
  }
}
