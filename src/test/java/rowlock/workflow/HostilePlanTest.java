package rowlock.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostilePlanTest {
  private static final String GOOD =
      """
      goal: "A \\u00e9 goal"
      master_plan: >
        first this
        then that
      defaults: &d {priority: high, tags: [a, b]}
      checks: [mvn -q test]
      groups: [{id: g, title: 'G', barrier: t3}]
      tasks:
        - id: a
          description: |
            Do it.
          timeout: 10m   # soon
        - {id: b, title: b, dependencies: [a], files: [x.java], scope: ["src/**"]}
        - {title: c, dependencies: [a, b], group_id: g, estimate: 5}
      """;

  private static final String MARKS = "\"'{}[]:,-?&*!|>%@`#\n\t\u0000\uD83D\u2028~<";

  /// Reads a text that is one problem; answers it as a user sees it.
  private static String onlyProblem(String text) {
    PlanReading reading = PlanReader.read(text);
    assertThat(reading).isInstanceOf(PlanReading.Refused.class);
    List<Problem> problems = ((PlanReading.Refused) reading).problems();
    assertThat(problems).hasSize(1);
    return problems.getFirst().render("p");
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        one("", "p:1: the file is empty"),
        one("# nothing\n", "p:1: the file is empty"),
        one("- a", "p:1: a plan is a mapping with goal and tasks, not a list"),
        one("plan", "p:1: a plan is a mapping with goal and tasks, not text"),
        one("goal: x", "p:1: tasks: a plan needs at least one task"),
        one("tasks: []", "p:1: tasks: a plan needs at least one task"),
        one("tasks: x", "p:1: tasks: must be a list, not text"),
        one("goal: !!javax.script.ScriptEngineManager [x]", "p:1: tags (!...) are not allowed"),
        one("tasks:\n- !x {title: a}", "p:2: tags (!...) are not allowed"),
        one("tasks:\n- title: \"a", "p:2: what opens here is never closed"),
        one("tasks: [{title: a}", "p:1: not YAML: expected ',' or ']', but got <stream end>"),
        one("tasks:\n\t- title: a", "p:2: not YAML: found character '\\t(TAB)'"),
        one("a: b: c", "p:1: not YAML: mapping values are not allowed here"),
        one("? [a]\n: b", "p:1: a field's name must be text, not a list"),
        one("goal: a\n---\ngoal: b", "p:2: a second document; a plan file holds one"),
        one("tasks: *x", "p:1: alias *x repeats an anchor that is not above"),
        one("tasks: &x [*x]", "p:1: alias *x stands inside of what it repeats"),
        one("tasks:\n- title: a\n  <<: {id: x}", "p:3: tasks[0]: a task has no field '<<'; merge"),
        one("tasks:\n- title: a\n  title: b", "p:3: tasks[0].title: given already on line 2"),
        one(
            "tasks:\n- {title: a, files: x, context_files: y}",
            "p:2: tasks[0].context_files: given" + " already on line 2 as 'files'"),
        one("goal: a\ntasks:\n- title: \u001B[31m", "p:3: control character U+001B is not allowed"),
        one("goal: a\nmaster_plan: \uD83D.", "p:2: broken Unicode: half of a surrogate pair"),
        one("tasks: [{title: \"\\ud83d\"}]", "p:1: tasks[0].title: broken Unicode at index 0"),
        one("tasks: [{title: \"\\e[0m\"}]", "p:1: tasks[0].title: control character U+001B"),
        one("tasks: [{title: a, scope: ../x}]", "p:1: tasks[0].scope: '../x' is not below"),
        one("tasks: [{title: a, agent: --upload-pack=x}]", "p:1: tasks[0].agent: agent '--upload"));
  }

  private static Arguments one(String text, String problem) {
    return Arguments.of(text, problem);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatIsNoPlanIsOneClearProblem(String text, String problem) {
    assertThat(onlyProblem(text)).startsWith(problem);
  }

  static Stream<Supplier<String>> huge() {
    return Stream.of(
        () -> "[".repeat(1_000_000),
        () -> "{a: ".repeat(1_000_000),
        () -> "- ".repeat(1_000_000),
        () -> "? ".repeat(1_000_000),
        () -> "goal: " + "x".repeat(1_000_000) + "\ntasks: [{title: a}]",
        () -> "x".repeat(10 * 1024 * 1024),
        () -> "goal: \"" + "x".repeat(8_000_000),
        () -> "- a\n".repeat(1_000_000),
        () -> "&a ".repeat(1_000_000),
        () -> "tasks:\n" + "- {title: a}\n".repeat(PlanReader.MAX_TASKS + 1),
        () -> "tasks: [{title: a, tags: [" + "a,".repeat(1_001) + "]}]",
        HostilePlanTest::billionLaughs);
  }

  private static String billionLaughs() {
    StringBuilder text = new StringBuilder("a0: &a0 [lol]\n");
    IntStream.range(1, 12)
        .forEach(i ->
            text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10))));
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("huge")
  void whatIsTooMuchIsOneClearProblem(Supplier<String> text) {
    assertThat(onlyProblem(text.get())).hasSizeLessThan(400);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThat(PlanReader.read(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0}))
        .isEqualTo(
            new PlanReading.Refused(List.of(new Problem(1, 1, "", "not a text file in UTF-8"))));
    assertThat(PlanReader.read(GOOD.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(PlanReading.Accepted.class);
  }

  @Test
  void aCycleIsNamed() {
    assertThat(
            onlyProblem(
                """
                tasks:
                  - {id: a, title: a, dependencies: c}
                  - {id: b, title: b, dependencies: a}
                  - {id: c, title: c, dependencies: b}
                """))
        .isEqualTo("p:2: tasks[0].dependencies: tasks wait for each other: a -> c -> b -> a");
    assertThat(
            onlyProblem(
                "tasks: [{id: p, title: p}, {id: a, title: a, parent_id: p, dependencies: p}]"))
        .endsWith("p -> a -> p (a parent waits for its children)");
  }

  @Test
  void duplicateIdsAreNamed() {
    assertThat(onlyProblem("tasks:\n- {title: a}\n- {title: b, id: t1}"))
        .isEqualTo("p:3: tasks[1].id: there is another task 't1' on line 2");
  }

  @Test
  void problemsAreCutOffAndCounted() {
    PlanReading reading = PlanReader.read("tasks:\n" + "- {title: a, priority: 0}\n".repeat(300));
    assertThat(((PlanReading.Refused) reading).problems())
        .hasSize(Problems.MAX_SHOWN + 1)
        .last()
        .extracting(Problem::message)
        .isEqualTo("and 200 more problems that are not shown");
  }

  /// Whatever becomes of a plan on its way, reading it ends in a plan or in problems with places.
  @Test
  void mutatedPlansAreReadOrRefused() {
    int accepted = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      String text = mutated(new Random(seed));
      switch (PlanReader.read(text)) {
        case PlanReading.Accepted plan -> {
          accepted++;
          assertThat(plan.plan().newTasks()).isNotEmpty();
          assertThat(plan.plan().hash()).hasSize(64);
          PlanAdvice.on(plan.plan());
        }
        case PlanReading.Refused refused -> {
          long lines = text.chars().filter(c -> c == '\n').count() + 1;
          assertThat(refused.problems())
              .as("seed %s", seed)
              .allSatisfy(problem -> {
                assertThat(problem.line()).isBetween(1, (int) lines + 1);
                assertThat(problem.column()).isPositive();
                assertThat(problem.message()).isNotBlank().doesNotContain("\n");
              });
        }
      }
    }
    assertThat(accepted).isBetween(100, 1_900);
  }

  private static String mutated(Random random) {
    StringBuilder text = new StringBuilder(GOOD);
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(5)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
        case 2 -> text.setCharAt(at, (char) random.nextInt(0x300));
        case 3 -> text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 40)));
      }
    }
    return text.toString();
  }
}
