package rowlock.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rowlock.task.TaskId;

class PlanAdviceTest {
  private static PlanAdvice advice(String text) {
    return PlanAdvice.on(((PlanReading.Accepted) PlanReader.read(text)).plan());
  }

  /// The remarks on a plan whose tasks all have checks, as `subject: message` lines.
  private static String check(String tasks) {
    return advice("checks: [true]\ntasks:\n" + tasks).remarks().stream()
        .map(remark -> remark.subject().label() + ": " + remark.message())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void sizesAreJudgedByEstimate() {
    assertThat(
            check(
                """
                - {id: a, title: a, estimate: 119s}
                - {id: b, title: b, estimate: 2m}
                - {id: c, title: c, estimate: 20m}
                - {id: d, title: d, estimate: 21}
                """))
        .isEqualTo(
            """
            too_small: a takes 1m59s (given in the plan): less than 2m costs more to \
            hand out than to do; join it with a neighbour
            too_large: d takes 21m (given in the plan): more than 20m is hard to check and \
            lost as a whole when it fails; split it\
            """);
  }

  @Test
  void aGuessIsCalledAGuess() {
    PlanAdvice advice = advice("tasks: [{id: a, title: a}, {id: b, title: b, estimate: 10m}]");
    assertThat(advice.shape().work()).hasToString("15m (1 of 2 guessed)");
    assertThat(check("- {id: a, title: a, timeout: 1}"))
        .startsWith("too_small: a takes 1m (guessed as no longer than its time-out)");
    assertThat(check("- {id: a, description: " + "x".repeat(6000) + "}"))
        .startsWith("too_large: a takes 26m (guessed from the length of the text");
    assertThat(check("- {id: a, title: a, run: make}")).isEmpty();
  }

  @Test
  void aChainThatTouchesDifferentFilesCouldBeWide() {
    assertThat(
            check(
                """
                - {id: a, title: a, scope: src/a/**, estimate: 10}
                - {id: b, title: b, scope: src/b/**, estimate: 6, dependencies: a}
                - {id: c, title: c, scope: src/c/**, dependencies: b}
                - {id: d, title: d, scope: src/c/d, estimate: 7, dependencies: c}
                """))
        .isEqualTo(
            "narrow_chain: a -> b -> c wait for each other and take 22m (1 of 3 guessed), but"
                + " neighbours touch different files (by their scope); side by side they take 10m"
                + " if none needs the result of the one before");
  }

  @Test
  void tasksThatMayRunTogetherOnTheSameFilesWillConflict() {
    assertThat(
            check(
                """
                - {id: a, title: a, scope: src/**}
                - {id: b, title: b, files: src/x.java}
                - {id: c, title: c, scope: src/x.java, dependencies: [a, b]}
                - {id: d, title: d}
                """))
        .isEqualTo(
            "likely_conflict: a and b may run at the same time and may both change src/** and"
                + " src/x.java (guessed from their context_files where no scope is given): let one"
                + " wait for the other, or part their files");
  }

  @Test
  void smallTasksOfAKindAreBatched() {
    assertThat(
            check(
                """
                - {id: a, title: Document x, estimate: 3}
                - {id: b, title: document y, estimate: 4}
                - {id: c, title: Test y, estimate: 4}
                - {id: d, title: Document z, estimate: 4, agent: claude}
                """))
        .isEqualTo(
            "batch: 2 small tasks of a kind (titles begin with 'document') take 7m (given)"
                + " together: one task for all saves 1 hand-outs");
  }

  @Test
  void tasksWithoutChecksAndParentsWithWorkAreNamed() {
    PlanAdvice advice =
        advice("tasks: [{id: p, title: p, run: x}, {id: a, title: a, parent_id: p}]");
    assertThat(advice.remarks())
        .extracting(Remark::subject, Remark::tasks)
        .containsExactlyInAnyOrder(
            tuple(Remark.Subject.UNPROVED, List.of(new TaskId("a"))),
            tuple(Remark.Subject.IDLE_PARENT, List.of(new TaskId("p"))));
  }

  @Test
  void theShapeOfADiamond() {
    PlanShape shape =
        advice(
                """
                tasks:
                  - {id: a, title: a, estimate: 10}
                  - {id: b, title: b, estimate: 5, dependencies: a}
                  - {id: c, title: c, estimate: 15, dependencies: a}
                  - {id: d, title: d, estimate: 5, dependencies: a}
                  - {id: e, title: e, estimate: 10, dependencies: [b, c, d]}
                """)
            .shape();
    assertThat(shape.criticalPath()).extracting(TaskId::value).containsExactly("a", "c", "e");
    assertThat(shape.criticalTime()).hasToString("35m (given)");
    assertThat(shape.widestLevel()).extracting(TaskId::value).containsExactly("b", "c", "d");
    assertThat(shape.agents()).isEqualTo(2);
    assertThat(shape.whyAgents())
        .isEqualTo(
            "the widest level has 3 tasks, and 45m (given) of work in a critical path of 35m"
                + " (given) keep 2 busy");
    assertThat(shape.idealSpeedUp()).isEqualTo(45.0 / 35);
  }

  @Test
  void parentsAreNoWork() {
    PlanShape shape =
        advice(
                """
                tasks:
                  - {id: p, title: p, estimate: 60}
                  - {id: a, title: a, estimate: 5, parent_id: p}
                  - {id: b, title: b, estimate: 6, parent_id: p}
                  - {id: c, title: c, estimate: 7, dependencies: p}
                """)
            .shape();
    assertThat(shape.tasks()).isEqualTo(3);
    assertThat(shape.work()).hasToString("18m (given)");
    assertThat(shape.criticalPath()).extracting(TaskId::value).containsExactly("b", "c");
    assertThat(shape.widestLevel()).hasSize(2);
  }

  @Test
  void aHugePlanIsJudgedInParts() {
    StringBuilder tasks = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      tasks.append("- {title: t, scope: '**/a" + "*b".repeat(100) + i + "'}\n");
    }
    PlanAdvice advice = advice("checks: [x]\ntasks:\n" + tasks);
    assertThat(advice.remarks()).extracting(Remark::subject).contains(Remark.Subject.LIMIT);
    assertThat(advice.remarks()).hasSizeLessThan(100);
  }
}
