package rowlock.cli;

import java.util.Optional;
import rowlock.console.Ages;
import rowlock.console.Page;
import rowlock.console.Shade;
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

  static Verb check() {
    return Verb.named("plan check", "Reads a plan file and says what could be better.")
        .takes("FILE", "a plan in YAML or JSON")
        .example("rowlock plan check plan.yaml")
        .does(call -> PlanOperations.check(call.terminal().resolve(call.text("FILE"))))
        .shows(PlanVerbs::showAdvice)
        .showsDespite();
  }

  static void showAdvice(View view, Page page) {
    problems(view, page);
    if (!view.has("agents_advice")) {
      return;
    }
    page.field("tasks", view.text("tasks"));
    page.field("work", Ages.length(view.number("work_ms")) + " (" + view.text("work_basis") + ")");
    page.field(
        "longest chain",
        "%s (%s): %s"
            .formatted(
                Ages.length(view.number("critical_path_ms")),
                view.text("critical_path_basis"),
                String.join(" -> ", view.texts("critical_path"))));
    page.field(
        "widest level",
        view.texts("widest_level").size() + " tasks: " + view.joined("widest_level"));
    page.field("agents", view.text("agents_advice") + ": " + view.text("agents_reason"));
    for (View remark : view.objects("remarks")) {
      page.say(
          Shade.WARN,
          remark.text("subject")
              + (remark.texts("tasks").isEmpty() ? "" : " " + remark.joined("tasks"))
              + ": "
              + remark.text("message"));
    }
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
