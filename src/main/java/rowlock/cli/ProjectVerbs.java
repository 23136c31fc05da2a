package rowlock.cli;

import java.util.List;
import java.util.Optional;
import rowlock.board.Setting;
import rowlock.console.Shade;
import rowlock.console.Table;
import rowlock.console.View;
import rowlock.operation.Outcome;
import rowlock.operation.ProjectOperations;
import rowlock.operation.Projects;

/// Commands about a project as a whole.
final class ProjectVerbs {
  private ProjectVerbs() {}

  static List<Verb> all() {
    return List.of(init(), goal(), status(), why(), settings());
  }

  private static Verb init() {
    return Verb.named("init", "Makes the current folder a project.")
        .says("A project that is there already is left as it is.")
        .takes("GOAL", "what it is for, in one line")
        .changes()
        .example("rowlock init 'Port the parser to Java 25'")
        .does(call -> Projects.create(call.newFolder(), call.text("GOAL"), call.operator()))
        .shows((view, page) -> page.say("made a project in " + view.text("project")));
  }

  private static Verb goal() {
    return Verb.named("goal", "Shows what the project is for, or changes it.")
        .mayTake("GOAL", "the new goal, in one line")
        .changes()
        .example("rowlock goal 'Port the parser, and document it'")
        .does(call -> {
          ProjectOperations project = new ProjectOperations(call.desk());
          Optional<String> goal = call.optional("GOAL");
          return goal.isPresent()
              ? project.changeGoal(goal.get(), call.operator())
              : project.goal();
        })
        .shows((view, page) -> {
          page.say(view.text("goal").isEmpty() ? "no goal yet" : view.text("goal"));
          page.field("plan", view.text("master_plan"));
        });
  }

  private static Verb status() {
    return Verb.named("status", "Shows how the project stands.")
        .flag("--watch", "show it again whenever something changes, until Ctrl-C")
        .example("rowlock status")
        .does(StatusText::status)
        .shows(StatusText::show);
  }

  private static Verb why() {
    return Verb.named("why", "Tells why a task stands where it stands, and what would free it.")
        .takes("TASK", "the task")
        .example("rowlock why t7")
        .does(call -> new ProjectOperations(call.desk()).why(call.task()))
        .shows((view, page) -> {
          String indent = "";
          for (View step : view.objects("chain")) {
            page.say(indent + step.text("text"));
            indent += "  ";
          }
          if (view.number("roots") > 1) {
            page.say(Shade.DIM, (view.number("roots") - 1) + " more causes besides this one");
          }
          if (view.has("advice")) {
            page.gap();
            page.say(Shade.GOOD, view.text("advice"));
            page.field("command", view.text("command"));
            page.field("frees", view.text("frees") + " waiting tasks");
          }
        });
  }

  private static Verb settings() {
    return Verb.named("settings", "Shows or changes the project's settings.")
        .mayTake("NAME", "a setting; otherwise all")
        .mayTake("VALUE", "its new value")
        .changes()
        .example("rowlock settings lease 30m")
        .does(ProjectVerbs::doSettings)
        .shows((view, page) -> {
          Table table = new Table("SETTING", "VALUE", "INITIALLY");
          for (View setting : view.objects("settings")) {
            table.row(
                Table.Cell.text(setting.text("setting")),
                Table.Cell.text(setting.text("value")),
                Table.Cell.shaded(Shade.DIM, setting.text("initial")));
          }
          page.table(table);
        });
  }

  private static Outcome doSettings(Call call) {
    ProjectOperations project = new ProjectOperations(call.desk());
    Optional<Setting> setting = call.optional("NAME").map(Setting::named);
    Optional<String> value = call.optional("VALUE");
    return value.isPresent()
        ? project.change(setting.orElseThrow(), value.get(), call.operator())
        : project.settings(setting);
  }
}
