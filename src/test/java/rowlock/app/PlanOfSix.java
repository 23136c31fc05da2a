package rowlock.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import rowlock.operation.RunOrder;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.RetryPolicy;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.Terms;
import rowlock.task.Work;

/// A plan with dependencies, checks and two tasks that change the same line. Each attempt leaves a
/// line with task and fence in a file outside all worktrees.
final class PlanOfSix {
  static final String RUN = "r";
  static final List<String> TASKS =
      List.of("a-first", "b-after", "c-left", "d-right", "e-free", "f-last");

  private PlanOfSix() {}

  /// @param folder of the repository, which is the project too
  /// @param traces the file that attempts leave their traces in
  static RunOrder order(Path folder, Path traces, RunOrder.Terminal terminal) {
    String trace = "echo \"$ROWLOCK_TASK $ROWLOCK_FENCE\" >>'" + traces + "'\n";
    List<NewTask> tasks =
        List.of(
            task("a-first", List.of(), trace + "echo a-first >a-first.txt", "test -f a-first.txt"),
            task("b-after", List.of("a-first"), trace + "cp a-first.txt b-after.txt", "true"),
            task(
                "c-left", List.of(), trace + "echo c-left >>shared.txt", "grep -q left shared.txt"),
            task("d-right", List.of(), trace + "echo d-right >>shared.txt", "true"),
            task("e-free", List.of(), trace + "echo e-free >e-free.txt", "true"),
            task(
                "f-last",
                List.of("b-after", "c-left", "d-right", "e-free"),
                trace + "cat shared.txt b-after.txt >f-last.txt",
                "grep -q left f-last.txt && grep -q right f-last.txt"));
    return new RunOrder(
        RUN,
        new RunOrder.Assignment("six", "6".repeat(64), tasks),
        3,
        "shell",
        Optional.of(new RunOrder.Place(folder, Optional.empty(), Optional.empty())),
        terminal,
        RunOrder.Choices.NONE);
  }

  private static NewTask task(String id, List<String> after, String script, String check) {
    TaskSpec spec =
        TaskSpec.titled("Do " + id)
            .with(Links.after(after.stream().map(TaskId::new).toList()))
            .with(new Work(List.of(), List.of(check), Optional.of(script)))
            .with(
                new Terms(
                    Terms.NORMAL.priority(),
                    new RetryPolicy(20, Duration.ZERO),
                    Duration.ofMinutes(1)));
    return NewTask.named(id, spec);
  }
}
