package rowlock.cli;

import java.util.Optional;
import rowlock.console.Page;
import rowlock.console.View;
import rowlock.operation.PlanOperations;
import rowlock.task.NewTask;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;

/// Commands about plan files.
final class PlanVerbs {
  private PlanVerbs() {}

  static Verb taskImport() {
    return Verb.named("task import", "Adds the tasks of a plan file: all of them or none.")
        .takes("FILE", "a plan in YAML or JSON")
        .changes()
        .example("rowlock task import plan.yaml")
        .does(call ->
            PlanOperations.add(
                call.terminal().resolve(call.text("FILE")), call.desk(), call.operator()))
        .shows((view, page) -> {
          problems(view, page);
          if (view.has("added")) {
            page.say("added " + view.text("added") + " tasks");
          }
        })
        .showsDespite();
  }

  /// What is wrong with a plan file, a line each.
  static void problems(View view, Page page) {
    view.objects("problems").forEach(problem -> page.say(problem.text("text")));
  }

  static Optional<NewTask> barrier(Call call) {
    return call.optional("--barrier")
        .map(title ->
            new NewTask(call.optional("--barrier-id").map(TaskId::new), TaskSpec.titled(title)));
  }
}
