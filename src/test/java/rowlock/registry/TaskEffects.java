package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.registry.Scene.ANNA;
import static rowlock.registry.Scene.LEA;
import static rowlock.registry.Scene.MIA;
import static rowlock.registry.Scene.OPERATOR;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rowlock.task.DependencyPolicy;
import rowlock.task.Priority;
import rowlock.task.RetryPolicy;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.task.TaskStatus;
import rowlock.task.Terms;

/// What the operations of whoever plans and steers lead to.
final class TaskEffects {
  private TaskEffects() {}

  static List<Effect> all() {
    return Stream.of(additions(), groups(), views(), steering()).flatMap(List::stream).toList();
  }

  private static List<Effect> additions() {
    return List.of(
        new Effect("create_task", MIA, s -> Map.of("title", "Dig"), (s, told) -> isPlain(s)),
        new Effect("create_task", MIA, TaskEffects::whole, (s, told) -> isWhole(s)),
        new Effect(
            "create_tasks",
            MIA,
            s -> Map.of("tasks", List.of(Map.of("title", "Dig"))),
            (s, told) -> isPlain(s)),
        new Effect(
            "create_tasks", MIA, s -> Map.of("tasks", List.of(whole(s))), (s, told) -> isWhole(s)),
        new Effect(
            "create_subtask",
            ANNA,
            s -> {
              s.claimed(ANNA, "t1");
              return Map.of("parent_id", "t1", "title", "Dig");
            },
            (s, told) ->
                assertThat(s.board().childrenOf(new TaskId("t1")))
                    .singleElement()
                    .satisfies(part ->
                        assertThat(s.task(part.value()).spec().description().title())
                            .isEqualTo("Dig"))),
        new Effect(
            "create_subtask",
            MIA,
            TaskEffects::part,
            (s, told) -> {
              Task part = s.task("t9");
              assertThat(part.spec().links().parent()).contains(new TaskId("t1"));
              assertThat(part.spec().links().dependencies()).containsExactly(new TaskId("t0"));
              assertThat(part.spec().description().details()).isEqualTo("Deep");
              assertThat(part.spec().terms().priority()).isEqualTo(new Priority(2));
              assertThat(part.spec().work().scope()).containsExactly("src/**");
              assertThat(part.spec().work().checks()).containsExactly("true");
            }));
  }

  private static void isPlain(Scene s) {
    assertThat(s.board().tasks())
        .singleElement()
        .satisfies(task -> {
          assertThat(task.status()).isEqualTo(TaskStatus.AVAILABLE);
          assertThat(task.spec().description().title()).isEqualTo("Dig");
          assertThat(task.spec().terms()).isEqualTo(Terms.NORMAL);
        });
  }

  private static Map<String, Object> part(Scene s) {
    s.add("t0");
    s.add("t1");
    return Map.of(
        "parent_id",
        "t1",
        "title",
        "Dig",
        "description",
        "Deep",
        "id",
        "t9",
        "priority",
        2,
        "dependencies",
        List.of("t0"),
        "scope",
        List.of("src/**"),
        "checks",
        List.of("true"));
  }

  private static Map<String, Object> whole(Scene s) {
    s.run("night");
    s.done(MIA, "create_group", Map.of("group_id", "g", "title", "All"));
    Map<String, Object> arguments = new LinkedHashMap<>(part(s));
    arguments.remove("parent_id");
    arguments.put("on_failed_dependency", "cancel");
    arguments.put("context_files", List.of("README"));
    arguments.put("hints", "Use a spade");
    arguments.put("tags", List.of("garden"));
    arguments.put("capabilities", List.of("spade"));
    arguments.put("agent", "anna");
    arguments.put("group_id", "g");
    arguments.put("run_id", "night");
    arguments.put("script", "true");
    arguments.put("max_retries", 1);
    arguments.put("retry_delay", "5s");
    arguments.put("timeout", "2h");
    return arguments;
  }

  private static void isWhole(Scene s) {
    Task task = s.task("t9");
    assertThat(task.status()).isEqualTo(TaskStatus.BLOCKED);
    assertThat(task.spec().description().title()).isEqualTo("Dig");
    assertThat(task.spec().description().details()).isEqualTo("Deep");
    assertThat(task.spec().description().files()).containsExactly("README");
    assertThat(task.spec().description().hints()).isEqualTo("Use a spade");
    assertThat(task.spec().description().tags()).containsExactly("garden");
    assertThat(task.spec().links().dependencies()).containsExactly(new TaskId("t0"));
    assertThat(task.spec().links().onFailedDependency()).isEqualTo(DependencyPolicy.CANCEL);
    assertThat(task.spec().links().group()).contains("g");
    assertThat(task.spec().links().run()).contains("night");
    assertThat(task.spec().requirement().capabilities()).containsExactly("spade");
    assertThat(task.spec().requirement().assignee()).contains("anna");
    assertThat(task.spec().work().scope()).containsExactly("src/**");
    assertThat(task.spec().work().checks()).containsExactly("true");
    assertThat(task.spec().work().script()).contains("true");
    assertThat(task.spec().terms())
        .isEqualTo(
            new Terms(
                new Priority(2), new RetryPolicy(1, Duration.ofSeconds(5)), Duration.ofHours(2)));
  }

  private static List<Effect> groups() {
    return List.of(
        new Effect(
            "create_group",
            MIA,
            s -> Map.of("group_id", "g", "title", "All"),
            (s, told) ->
                assertThat(s.board().groups())
                    .singleElement()
                    .satisfies(group -> {
                      assertThat(group.id()).isEqualTo("g");
                      assertThat(group.title()).isEqualTo("All");
                      assertThat(group.barrier()).isEmpty();
                    })),
        new Effect(
            "create_group",
            MIA,
            s -> Map.of("group_id", "g", "title", "All", "barrier_title", "Look at all"),
            (s, told) -> {
              TaskId barrier = s.board().groups().iterator().next().barrier().orElseThrow();
              assertThat(s.task(barrier.value()).spec().description().title())
                  .isEqualTo("Look at all");
            }));
  }

  private static List<Effect> views() {
    return List.of(
        new Effect(
            "get_task",
            ANNA,
            TaskEffects::one,
            (s, told) ->
                assertThat(told).containsEntry("task", "t1").containsEntry("status", "available")),
        new Effect(
            "why_task",
            ANNA,
            TaskEffects::one,
            (s, told) -> assertThat(told.toString()).contains("task=t1", "available")),
        new Effect(
            "list_tasks",
            ANNA,
            TaskEffects::three,
            (s, told) -> assertThat(told).containsEntry("total", 3)),
        new Effect(
            "list_tasks",
            ANNA,
            s -> page(s),
            (s, told) -> {
              assertThat(told).containsEntry("total", 2);
              assertThat(told.toString()).contains("task=t2").doesNotContain("task=t1", "task=t3");
            }),
        new Effect(
            "query_tasks",
            ANNA,
            TaskEffects::three,
            (s, told) -> assertThat(told).containsEntry("total", 3)),
        new Effect(
            "query_tasks",
            ANNA,
            TaskEffects::search,
            (s, told) -> assertThat(told.toString()).contains("total=1", "t9")));
  }

  private static Map<String, Object> one(Scene s) {
    s.add("t1");
    return Map.of("task_id", "t1");
  }

  private static Map<String, Object> three(Scene s) {
    s.add("t1");
    s.add("t2");
    s.claimed(ANNA, "t3");
    return Map.of();
  }

  private static Map<String, Object> page(Scene s) {
    three(s);
    return Map.of("status", List.of("available"), "limit", 1, "offset", 1);
  }

  private static Map<String, Object> search(Scene s) {
    Map<String, Object> task = whole(s);
    task.remove("dependencies");
    s.done(MIA, "create_task", task);
    s.done(
        OPERATOR, "register_agent", Map.of("agent_id", "anna", "capabilities", List.of("spade")));
    s.done(OPERATOR, "claim_task", Map.of("task_id", "t9", "agent_id", "anna"));
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("status", List.of("open"));
    wish.put("tag", "garden");
    wish.put("capability", "spade");
    wish.put("run_id", "night");
    wish.put("group_id", "g");
    wish.put("held_by", "anna");
    wish.put("text", "Deep");
    wish.put("sort", "priority");
    wish.put("limit", 10);
    wish.put("offset", 0);
    return wish;
  }

  private static List<Effect> steering() {
    return List.of(
        new Effect(
            "retry_task",
            MIA,
            s -> {
              s.done(MIA, "create_task", Map.of("id", "t1", "title", "Dig", "max_retries", 0));
              Object fence =
                  s.done(ANNA, "claim_task", Map.of("task_id", "t1")).getOrDefault("fence", 0);
              s.done(ANNA, "fail_task", Map.of("task_id", "t1", "fence", fence, "reason", "Rain"));
              return Map.of("task_id", "t1");
            },
            (s, told) -> {
              assertThat(s.task("t1").status()).isEqualTo(TaskStatus.AVAILABLE);
              assertThat(s.task("t1").failures()).isZero();
            }),
        new Effect(
            "cancel_task",
            MIA,
            TaskEffects::one,
            (s, told) -> assertThat(cancelled(s)).contains("cancelled")),
        new Effect(
            "cancel_task",
            LEA,
            s -> {
              s.add("t1");
              return Map.of("task_id", "t1", "reason", "No garden");
            },
            (s, told) -> assertThat(cancelled(s)).contains("No garden")),
        new Effect(
            "reprioritise_task",
            MIA,
            s -> {
              s.add("t1");
              return Map.of("task_id", "t1", "priority", 1);
            },
            (s, told) ->
                assertThat(s.task("t1").spec().terms().priority()).isEqualTo(new Priority(1))));
  }

  private static Optional<String> cancelled(Scene s) {
    return s.task("t1").state() instanceof TaskState.Cancelled end
        ? Optional.of(end.reason())
        : Optional.empty();
  }
}
