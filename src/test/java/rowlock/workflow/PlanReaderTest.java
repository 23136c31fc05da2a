package rowlock.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rowlock.board.Group;
import rowlock.task.DependencyPolicy;
import rowlock.task.NewTask;
import rowlock.task.Priority;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;

class PlanReaderTest {
  private static final String EVERY_FIELD =
      """
      tasks:
        - id: parse
          title: Parse dates
          description: |
            Read ISO dates.

            Also week dates.
          priority: 2
          context_files: [src/Dates.java, docs/dates.md]
          hints: See RFC 3339.
          tags: [core, parsing]
          required_capabilities: [java]
          max_retries: 0
          retry_delay: 5s
          timeout: 1h30m
          scope: src/**
          checks: mvn -q test
          run: make
          agent: claude
          on_failed_dependency: skip
      """;

  private static final String MANY_PROBLEMS =
      """
      gaol: x
      tasks:
        - id: a
          priority: 11
          title: [x]
        - id: a b
          titel: y
          depends_on: a
          timeout: soon
          max_retries: 101
        - id: c
          title: c
          dependencies: [a, nowhere, c]
          parent_id: missing
          group_id: g
        - text
      groups:
        - id: h
          barrier: nobody
      """;

  /// Reads a text, and renders what came of it: `ok`, or the problems as a user sees them.
  private static String check(String text) {
    return switch (PlanReader.read(text)) {
      case PlanReading.Accepted accepted -> "ok";
      case PlanReading.Refused refused ->
          refused.problems().stream()
              .map(problem -> problem.render("p"))
              .collect(Collectors.joining("\n"));
    };
  }

  private static Plan plan(String text) {
    assertThat(check(text)).isEqualTo("ok");
    return ((PlanReading.Accepted) PlanReader.read(text)).plan();
  }

  private static TaskSpec only(String text) {
    return plan(text).tasks().getFirst().spec();
  }

  @Test
  void everyFieldOfATaskIsRead() {
    TaskSpec spec = only(EVERY_FIELD);
    assertThat(spec.description().title()).isEqualTo("Parse dates");
    assertThat(spec.description().details()).isEqualTo("Read ISO dates.\n\nAlso week dates.");
    assertThat(spec.description().files()).containsExactly("src/Dates.java", "docs/dates.md");
    assertThat(spec.description().hints()).isEqualTo("See RFC 3339.");
    assertThat(spec.description().tags()).containsExactly("core", "parsing");
    assertThat(spec.requirement().capabilities()).containsExactly("java");
    assertThat(spec.requirement().assignee()).contains("claude");
    assertThat(spec.work().scope()).containsExactly("src/**");
    assertThat(spec.work().checks()).containsExactly("mvn -q test");
    assertThat(spec.work().script()).contains("make");
    assertThat(spec.terms().priority()).isEqualTo(new Priority(2));
    assertThat(spec.terms().retry().maxRetries()).isZero();
    assertThat(spec.terms().retry().firstWait()).isEqualTo(Duration.ofSeconds(5));
    assertThat(spec.terms().timeout()).isEqualTo(Duration.ofMinutes(90));
    assertThat(spec.links().onFailedDependency()).isEqualTo(DependencyPolicy.SKIP);
  }

  @Test
  void jsonIsReadLikeYaml() {
    String json =
        """
        {
        \t"goal": "g",
        \t"tasks": [
        \t\t{"id": "a", "title": "Caf\\u00e9 \\ud83d\\ude00 \\/", "timeout_minutes": 5},
        \t\t{"id": "b", "files": ["x"], "title": "t", "dependencies": ["a"]}
        \t]
        }
        """;
    String yaml =
        """
        goal: g
        tasks:
        - {id: b, context_files: x, title: t, dependencies: a}
        - {id: a, title: Café 😀 /, timeout: 5m}
        """;
    assertThat(plan(json).hash()).isEqualTo(plan(yaml).hash());
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsMakeNoDifference() {
    String text = "goal: g\ntasks:\n  - id: a\n    description: |\n      one\n      two\n";
    Plan windows = plan("\uFEFF" + text.replace("\n", "\r\n"));
    assertThat(windows.hash()).isEqualTo(plan(text).hash());
    assertThat(windows.tasks().getFirst().spec().description().details()).isEqualTo("one\ntwo");
  }

  @Test
  void windowsLineEndsInsideQuotesAreUnified() {
    assertThat(only("tasks: [{description: \"a\\r\\nb\"}]").description().details())
        .isEqualTo("a\nb");
  }

  @Test
  void aTaskWithoutIdIsNamedByItsPosition() {
    Plan plan = plan("tasks: [{title: x}, {id: own, title: y}, {title: z, dependencies: t1}]");
    assertThat(plan.tasks())
        .extracting(task -> task.id().value())
        .containsExactly("t1", "own", "t3");
  }

  @Test
  void aTitleIsMadeOfTheFirstLineOfTheDescription() {
    assertThat(only("tasks: [{description: \"\\n# Do it\\nnow\"}]").description().title())
        .isEqualTo("Do it");
    String made = only("tasks: [{description: '" + "😀".repeat(300) + "'}]").description().title();
    assertThat(made.codePointCount(0, made.length())).isEqualTo(TaskReader.MADE_TITLE);
  }

  @Test
  void defaultsApplyWhereATaskSaysNothing() {
    Plan plan =
        plan(
            """
            defaults: {priority: high, tags: [x], max_retries: 1, estimate: 5}
            tasks:
              - {title: a}
              - {title: b, priority: 9, tags: [y], estimate: 2m}
              - {title: c, priority: }
            """);
    assertThat(plan.tasks())
        .extracting(task -> task.spec().terms().priority().level())
        .containsExactly(3, 9, 3);
    assertThat(plan.tasks().get(1).spec().description().tags()).containsExactly("y");
    assertThat(plan.tasks())
        .extracting(task -> task.estimate().orElseThrow().toMinutes())
        .containsExactly(5L, 2L, 5L);
  }

  @Test
  void checksOfThePlanFollowThoseOfEveryTaskButParents() {
    Plan plan =
        plan(
            """
            checks: [all]
            tasks:
              - {id: p, title: parent}
              - {title: a, parent_id: p, checks: own}
              - {title: b, checks: [all]}
            """);
    assertThat(plan.tasks())
        .extracting(task -> task.spec().work().checks())
        .containsExactly(List.of(), List.of("own", "all"), List.of("all"));
  }

  @Test
  void aBarrierDependsOnTheOtherMembersOfItsGroup() {
    Plan plan =
        plan(
            """
            groups: [{id: g, title: Both, barrier: last}]
            tasks:
              - {id: last, title: z, dependencies: x, group_id: g}
              - {id: x, title: x}
              - {id: a, title: a, group_id: g}
              - {id: b, title: b, group_id: g}
            """);
    NewTask last = plan.newTasks().getFirst();
    assertThat(last.spec().links().dependencies())
        .extracting(TaskId::value)
        .containsExactly("x", "a", "b");
    assertThat(plan.groups())
        .containsExactly(new Group("g", "Both", Optional.of(new TaskId("last"))));
  }

  @Test
  void withoutGroupsAGroupIsDeclaredByItsName() {
    assertThat(plan("tasks: [{title: a, group_id: g}, {title: b, group_id: g}]").groups())
        .containsExactly(new Group("g", "g", Optional.empty()));
  }

  @Test
  void anAliasRepeatsAValue() {
    Plan plan = plan("tasks: [{title: a, checks: &c [x, y]}, {title: b, checks: *c}]");
    assertThat(plan.tasks().get(1).spec().work().checks()).containsExactly("x", "y");
  }

  @Test
  void allProblemsAreNamedAtOnceWithTheirPlaces() {
    assertThat(check(MANY_PROBLEMS))
        .isEqualTo(
            """
            p:1: a plan has no field 'gaol'; did you mean 'goal'?
            p:4: tasks[0].priority: 1 (most urgent) to 10, not 11
            p:5: tasks[0].title: must be text or a number, not a list
            p:6: tasks[1].title: a task needs a title or a description
            p:6: tasks[1].id: task id 'a b' is not a name: use 1 to 64 letters, digits, \
            '.', '_' or '-', starting with a letter or digit, without '..' and not \
            ending in '.' or '.lock'
            p:7: tasks[1]: a task has no field 'titel'; did you mean 'title'?
            p:8: tasks[1]: a task has no field 'depends_on'; did you mean 'dependencies'?
            p:9: tasks[1].timeout: 'soon' is not a length of time; write 90s, 10m, 1h30m or 7d
            p:10: tasks[1].max_retries: 0 to 100, not 101
            p:13: tasks[2].dependencies[1]: no task 'nowhere' in this plan
            p:13: tasks[2].dependencies[2]: task c cannot wait for itself
            p:14: tasks[2].parent_id: no task 'missing' in this plan
            p:15: tasks[2].group_id: no group 'g' in 'groups' of this plan
            p:16: tasks[3]: must be a mapping of fields, not text
            p:19: groups[0].barrier: no task 'nobody' in this plan\
            """);
  }
}
