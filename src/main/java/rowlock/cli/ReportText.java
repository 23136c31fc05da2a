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
    page.gap();
    page.table(tasks(view.objects("task_reports")));
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

  private static Table tasks(List<View> tasks) {
    Table table = new Table("TASK", "STATUS", "TRIES", "TOOK", "TITLE", "WHY");
    for (View task : tasks) {
      table.row(
          Cell.text(task.text("task")),
          Cell.status(task.text("status")),
          Cell.number(task.number("attempts")),
          Cell.number(task.has("took_ms") ? Ages.length(task.number("took_ms")) : ""),
          Cell.text(task.text("title")),
          Cell.text(task.text("reason").lines().findFirst().orElse("")));
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
