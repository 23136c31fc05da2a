package rowlock.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rowlock.console.Page;
import rowlock.console.Shade;
import rowlock.console.Table;
import rowlock.console.Table.Cell;
import rowlock.console.Terminal;
import rowlock.console.View;
import rowlock.operation.Desk;
import rowlock.operation.Outcome;
import rowlock.operation.ProjectOperations;

/// How a project stands, once or again and again.
final class StatusText {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
  private static final String CLEAR = "\u001B[H\u001B[2J";

  private StatusText() {}

  static Outcome status(Call call) {
    if (!call.has("--watch")) {
      return new ProjectOperations(call.desk()).status();
    }
    if (call.has(Options.JSON)) {
      throw new IllegalArgumentException(
          "watch: does not go with --json, which prints one answer; ask again and again instead");
    }
    return watch(call);
  }

  static void show(View view, Page page) {
    page.say(Shade.BOLD, view.text("goal").isEmpty() ? "(no goal yet)" : view.text("goal"));
    page.say(counts(view));
    if (view.number("needs_open") > 0) {
      page.say(
          Shade.BOLD,
          "waiting for you: %d, see `rowlock needs`".formatted(view.number("needs_open")));
    }
    List<View> agents = view.objects("agents");
    if (!agents.isEmpty()) {
      page.gap();
      page.table(agents(agents));
      if (view.number("agents_total") > agents.size()) {
        page.say(
            Shade.DIM, "and " + (view.number("agents_total") - agents.size()) + " more agents");
      }
    }
    if (!view.objects("runs").isEmpty()) {
      page.gap();
      page.table(runs(view.objects("runs")));
    }
  }

  private static String counts(View view) {
    long all = view.number("tasks");
    if (all == 0) {
      return "no tasks yet";
    }
    List<String> parts = new ArrayList<>();
    for (Map.Entry<?, ?> count : view.object("counts").members().entrySet()) {
      if (count.getValue() instanceof Number number && number.longValue() > 0) {
        parts.add(number + " " + count.getKey());
      }
    }
    return all + (all == 1 ? " task: " : " tasks: ") + String.join(", ", parts);
  }

  private static Table agents(List<View> agents) {
    Table table = new Table("AGENT", "KIND", "SEEN", "TASK", "LEASE UNTIL", "TITLE");
    for (View agent : agents) {
      View held = agent.objects("holds").stream().findFirst().orElse(new View(Map.of()));
      table.row(
          Cell.text(agent.text("agent")),
          Cell.text(agent.text("kind")),
          Cell.status(agent.has("condition") ? agent.text("condition") : ""),
          Cell.text(held.text("task")),
          Cell.text(held.text("lease_until")),
          Cell.text(held.text("title")));
    }
    return table;
  }

  private static Table runs(List<View> runs) {
    Table table = new Table("RUN", "OUTCOME", "BRANCH", "GOAL");
    for (View run : runs) {
      table.row(
          Cell.text(run.text("run")),
          Cell.status(run.has("outcome") ? run.text("outcome") : "running"),
          Cell.text(run.text("branch")),
          Cell.text(run.text("goal")));
    }
    return table;
  }

  private static Outcome watch(Call call) {
    Terminal terminal = call.terminal();
    Page page = Page.answers(terminal);
    Desk desk = call.desk();
    ProjectOperations project = new ProjectOperations(desk);
    long shown = -1;
    Instant due = Instant.MAX;
    while (terminal.interrupts().getAsInt() == 0) {
      long position = desk.position();
      if (position != shown || !desk.now().isBefore(due)) {
        shown = position;
        Outcome outcome = project.status();
        if (outcome instanceof Outcome.Done(Map<String, Object> data)) {
          View view = new View(data);
          due = view.has("next_deadline") ? Instant.parse(view.text("next_deadline")) : Instant.MAX;
          terminal.out().print(terminal.screen().shown() ? CLEAR : "");
          show(view, page);
          terminal.out().flush();
        }
      }
      Pauses.rest(BETWEEN_LOOKS);
    }
    return Pauses.interrupted("stopped watching");
  }
}
