package rowlock.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import rowlock.console.Page;
import rowlock.console.Shade;
import rowlock.console.Table;
import rowlock.console.Table.Cell;
import rowlock.console.View;

/// The command that shows which work in progress would conflict.
final class ConflictsVerb {
  private ConflictsVerb() {}

  static Verb conflicts() {
    return Verb.named("conflicts", "Shows which tasks in work would conflict if merged now.")
        .says("Only while a run with a repository lasts; what agents have not committed is not")
        .says("looked at.")
        .option("--limit", "N", "how many are shown, 1 to 1000; 50 unless given")
        .example("rowlock conflicts")
        .does(call -> {
          Map<String, Object> arguments = new LinkedHashMap<>();
          call.integer("--limit").ifPresent(limit -> arguments.put("limit", limit));
          return CallVerbs.ask(call, "get_conflicts", arguments);
        })
        .shows(ConflictsVerb::show);
  }

  private static void show(View view, Page page) {
    View pairs = view.object("pairs");
    page.say(
        view.number("total") == 0 ? Shade.GOOD : Shade.BAD,
        "%d of %d pairs of %d branches would conflict"
            .formatted(view.number("total"), pairs.number("all"), view.number("branches")));
    if (!view.objects("conflicts").isEmpty()) {
      Table table = new Table("TASKS", "AGENTS", "SINCE", "FILES");
      for (View conflict : view.objects("conflicts")) {
        long more = conflict.number("more_paths");
        table.row(
            Cell.text(conflict.joined("tasks")),
            Cell.text(conflict.joined("agents")),
            Cell.shaded(Shade.DIM, conflict.text("computed_at")),
            Cell.text(conflict.joined("paths") + (more > 0 ? " and %d more".formatted(more) : "")));
      }
      page.table(table);
    }
    page.say(
        Shade.DIM,
        "pairs: %d touched nothing in common, %d remembered, %d merged now, %d not known yet"
            .formatted(
                pairs.number("apart"),
                pairs.number("remembered"),
                pairs.number("merged"),
                pairs.number("unknown")));
    for (View left : view.objects("left_out")) {
      page.say(
          Shade.DIM,
          "left out: %s of %s: %s"
              .formatted(left.text("task"), left.text("agent"), left.text("reason")));
    }
    page.say(Shade.DIM, view.text("note"));
  }
}
