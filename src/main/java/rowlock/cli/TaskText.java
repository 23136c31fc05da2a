package rowlock.cli;

import java.util.List;
import rowlock.console.Ages;
import rowlock.console.Page;
import rowlock.console.Shade;
import rowlock.console.Table;
import rowlock.console.Table.Cell;
import rowlock.console.View;

/// How tasks read.
final class TaskText {
  private TaskText() {}

  static void added(View view, Page page) {
    for (View task : view.objects("tasks")) {
      page.say(task.text("task") + "  " + task.text("status") + "  " + task.text("title"));
    }
  }

  static void list(View view, Page page) {
    List<View> tasks = view.objects("tasks");
    if (view.number("total") == 0) {
      page.say(Shade.DIM, "no tasks");
      return;
    }
    Table table = new Table("TASK", "STATUS", "PRI", "AGENT", "TITLE");
    for (View task : tasks) {
      table.row(
          Cell.text(task.text("task")),
          Cell.status(task.text("status")),
          Cell.number(task.number("priority")),
          Cell.text(task.text("agent")),
          Cell.text(task.text("title")));
    }
    page.table(table);
    if (tasks.size() < view.number("total")) {
      page.say(
          Shade.DIM,
          "%d to %d of %d%s"
              .formatted(
                  view.number("offset") + Math.min(1, tasks.size()),
                  view.number("offset") + tasks.size(),
                  view.number("total"),
                  view.has("next_offset") ? "; more: --offset " + view.text("next_offset") : ""));
    }
  }

  static void moved(View view, Page page) {
    page.say(
        view.text("task")
            + " is "
            + view.text("status")
            + (view.has("retry_at") ? "; it is tried again at " + view.text("retry_at") : ""));
  }

  static void whole(View view, Page page) {
    page.say(Shade.BOLD, view.text("task") + "  " + view.text("title"));
    page.field("status", view.text("status") + (view.isTrue("archived") ? " (archived)" : ""));
    for (String name : List.of("agent", "fence", "lease_until", "since", "at", "reason")) {
      page.field(name, view.text(name));
    }
    page.field("retry_at", view.text("retry_at"));
    page.field("priority", view.text("priority"));
    for (String name :
        List.of(
            "waiting_for",
            "dependencies",
            "parts",
            "waited_for_by",
            "capabilities",
            "tags",
            "context_files",
            "scope",
            "checks")) {
      page.field(name, view.texts(name));
    }
    for (String name : List.of("parent_id", "group_id", "run", "agent_wanted", "created_at")) {
      page.field(name, view.text(name));
    }
    page.field("description", view.text("description"));
    page.field("hints", view.text("hints"));
    page.field("run_script", view.text("run_script"));
    page.field("output", view.object("submission").text("output"));
    page.field("commit", view.object("submission").text("commit"));
    evidence(view.object("evidence"), page);
    for (View attempt : view.objects("attempts")) {
      page.field(
          "attempt",
          "%s until %s: %s"
              .formatted(attempt.text("agent"), attempt.text("ended_at"), attempt.text("reason")));
    }
  }

  private static void evidence(View evidence, Page page) {
    switch (evidence.text("kind")) {
      case "word" -> page.field("evidence", "on the word of " + evidence.text("agent"));
      case "parts" -> page.field("evidence", "its parts are done: " + evidence.joined("parts"));
      case "proof" -> {
        page.field("evidence", "merged as " + evidence.text("merged"));
        for (View check : evidence.objects("checks")) {
          page.field(
              "check",
              "%s ended with %d after %s"
                  .formatted(
                      check.text("command"),
                      check.number("exit_code"),
                      Ages.length(check.number("took_ms"))));
        }
      }
      default -> {}
    }
  }
}
