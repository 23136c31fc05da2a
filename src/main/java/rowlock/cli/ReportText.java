package rowlock.cli;

import java.util.List;
import rowlock.console.Ages;
import rowlock.console.Page;
import rowlock.console.Shade;
import rowlock.console.Table;
import rowlock.console.Table.Cell;
import rowlock.console.View;

/// How the report on a run reads.
final class ReportText {
  private static final int COMMITS_SHOWN = 10;
  private static final int HASH_SHOWN = 10;

  private ReportText() {}

  static void show(View view, Page page) {
    if (view.has("problems")) {
      PlanVerbs.problems(view, page);
      return;
    }
    if (!view.has("task_reports")) {
      return;
    }
    page.gap();
    String outcome = view.has("outcome") ? view.text("outcome") : "running";
    page.say(Shade.of(outcome), "run " + view.text("run") + ": " + outcome);
    page.field("goal", view.text("goal"));
    if (view.has("elapsed_ms")) {
      page.field("elapsed", Ages.length(view.number("elapsed_ms")));
    }
    if (view.has("reason")) {
      page.field("ended", view.text("reason"));
    }
    if (isCharged(view.object("spent"))) {
      spent(view.object("spent"), page);
    }
    page.gap();
    page.table(tasks(view));
    page.gap();
    if (!view.texts("critical_path").isEmpty()) {
      page.field(
          "critical path",
          String.join(" -> ", view.texts("critical_path"))
              + " ("
              + Ages.length(view.number("critical_path_ms"))
              + ")");
    }
    if (view.has("repository")) {
      place(view, page);
    }
  }

  /// Whether anything was spent or reserved, known or not.
  private static boolean isCharged(View spent) {
    return spent.number("attempts_open") + spent.number("attempts_closed") > 0;
  }

  private static void spent(View spent, Page page) {
    page.field("spent", NeedVerbs.spent(spent));
    page.field("reserved", NeedVerbs.amount(spent, "usd_micros_reserved", "tokens_reserved"));
  }

  private static Table tasks(View run) {
    List<View> tasks = run.objects("task_reports");
    return isCharged(run.object("spent")) ? charges(tasks) : tasks(tasks);
  }

  private static Table charges(List<View> tasks) {
    Table table = new Table("TASK", "STATUS", "TRIES", "TOOK", "SPENT", "TITLE", "WHY");
    for (View task : tasks) {
      View spent = task.object("spent");
      table.row(
          Cell.text(task.text("task")),
          Cell.status(task.text("status")),
          Cell.number(task.number("attempts")),
          Cell.number(took(task)),
          Cell.text(isCharged(spent) ? NeedVerbs.spent(spent) : ""),
          Cell.text(task.text("title")),
          Cell.text(why(task)));
    }
    return table;
  }

  private static String took(View task) {
    return task.has("took_ms") ? Ages.length(task.number("took_ms")) : "";
  }

  private static String why(View task) {
    return task.text("reason").lines().findFirst().orElse("");
  }

  private static Table tasks(List<View> tasks) {
    Table table = new Table("TASK", "STATUS", "TRIES", "TOOK", "TITLE", "WHY");
    for (View task : tasks) {
      table.row(
          Cell.text(task.text("task")),
          Cell.status(task.text("status")),
          Cell.number(task.number("attempts")),
          Cell.number(took(task)),
          Cell.text(task.text("title")),
          Cell.text(why(task)));
    }
    return table;
  }

  private static void place(View view, Page page) {
    String branch = view.text("branch").replaceFirst("^refs/heads/", "");
    String git = "git -C " + RunVerbs.quoted(view.text("repository")) + " ";
    List<String> commits = view.texts("commits").stream().distinct().toList();
    List<String> shown =
        commits.stream()
            .limit(COMMITS_SHOWN)
            .map(id -> id.substring(0, Math.min(HASH_SHOWN, id.length())))
            .toList();
    page.field(
        "commits",
        String.join(" ", shown)
            + (commits.size() > COMMITS_SHOWN
                ? " and " + (commits.size() - COMMITS_SHOWN) + " more"
                : ""));
    page.field("branch", branch);
    page.field(
        "look", git + "log --oneline " + view.text("base_commit").substring(0, 10) + ".." + branch);
    page.field("undo", "rowlock undo --repo " + RunVerbs.quoted(view.text("repository")));
  }
}
