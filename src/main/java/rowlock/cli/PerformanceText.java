package rowlock.cli;

import java.util.ArrayList;
import java.util.List;
import rowlock.console.Page;
import rowlock.console.Shade;
import rowlock.console.Table;
import rowlock.console.Table.Cell;
import rowlock.console.View;

/// How fast a project goes, for people.
final class PerformanceText {
  private PerformanceText() {}

  static void show(View view, Page page) {
    page.say(
        Shade.BOLD,
        view.has("score")
            ? "score " + view.number("score") + " of 100"
            : "no score: " + view.text("score_absent"));
    for (View part : view.objects("score_parts")) {
      if (part.has("share")) {
        page.say(
            Shade.DIM,
            "  %s %s, weight %d (%s)"
                .formatted(
                    part.text("part"),
                    part.text("share"),
                    part.number("weight"),
                    part.text("figure")));
      }
    }
    advice(view, page);
    page.gap();
    work(view.objects("work"), page);
    levels(view.objects("levels"), page);
    caches(view.objects("caches"), page);
    board(view, page);
    missing(view, page);
    page.gap();
    showSettings(view, page);
  }

  private static void advice(View view, Page page) {
    for (View alert : view.objects("alerts")) {
      page.say(
          Shade.BAD,
          "! %s: %s is %s, limit %s"
              .formatted(
                  alert.text("text"),
                  alert.text("figure"),
                  alert.text("value"),
                  alert.text("limit")));
    }
    for (View advice : view.objects("recommendations")) {
      page.say(
          Shade.GOOD,
          "rowlock tune %s=%s: %s (%s is %s, now %s)"
              .formatted(
                  advice.text("setting"),
                  advice.text("value"),
                  advice.text("text"),
                  advice.text("figure"),
                  advice.text("measured"),
                  advice.text("now")));
    }
  }

  private static void work(List<View> rows, Page page) {
    Table table = new Table("WORK", "DONE", "FAILED", "P50 MS", "P99 MS", "MAX MS", "SOURCE");
    for (View row : rows) {
      if (!row.has("absent")) {
        table.row(
            Cell.text(row.text("work")),
            Cell.number(row.number("count") - row.number("failures")),
            Cell.number(row.text("failures")),
            Cell.number(row.text("p50_ms")),
            Cell.number(row.text("p99_ms")),
            Cell.number(row.text("max_ms")),
            Cell.shaded(Shade.DIM, row.text("source")));
      }
    }
    print(table, page);
  }

  private static void levels(List<View> rows, Page page) {
    Table table = new Table("LEVEL", "NOW", "WHAT");
    for (View row : rows) {
      if (!row.has("absent")) {
        table.row(
            Cell.text(row.text("level")),
            Cell.number(row.text("value")),
            Cell.shaded(Shade.DIM, row.text("meaning")));
      }
    }
    print(table, page);
  }

  private static void caches(List<View> rows, Page page) {
    Table table = new Table("CACHE", "HITS", "MISSES", "HIT SHARE");
    for (View row : rows) {
      if (!row.has("absent")) {
        table.row(
            Cell.text(row.text("cache")),
            Cell.number(row.text("hits")),
            Cell.number(row.text("misses")),
            Cell.number(row.text("hit_share")));
      }
    }
    print(table, page);
  }

  private static void print(Table table, Page page) {
    if (!table.isEmpty()) {
      page.table(table);
      page.gap();
    }
  }

  private static void board(View view, Page page) {
    View board = view.object("board");
    page.say(
        "agents: %s, deliveries outstanding: %s, needs open: %s (%s)"
            .formatted(
                board.text("agents"),
                board.text("messages_undelivered"),
                board.text("needs_open"),
                board.text("source")));
    View machine = view.object("machine");
    page.say(
        "%s cores, memory %s"
            .formatted(
                machine.text("cores"),
                machine.has("memory_absent")
                    ? "unknown: " + machine.text("memory_absent")
                    : "%d MB, %d MB free"
                        .formatted(
                            machine.number("memory_bytes") >> 20,
                            machine.number("free_bytes") >> 20)));
  }

  private static void missing(View view, Page page) {
    List<String> names = new ArrayList<>();
    view.objects("work").forEach(row -> missing(row, "work", names));
    view.objects("levels").forEach(row -> missing(row, "level", names));
    view.objects("caches").forEach(row -> missing(row, "cache", names));
    if (!names.isEmpty()) {
      page.say(
          Shade.DIM,
          (view.isTrue("hub") ? "not measured yet: " : "not measured, as no hub runs: ")
              + String.join(", ", names));
    }
  }

  private static void missing(View row, String what, List<String> names) {
    if (row.has("absent")) {
      names.add(row.text(what));
    }
  }

  static void showSettings(View view, Page page) {
    Table table = new Table("SETTING", "VALUE", "BEFORE", "FROM", "TO", "WHAT");
    for (View setting : view.objects("settings")) {
      String before = setting.text("before");
      table.row(
          Cell.text(setting.text("setting")),
          Cell.number(setting.text("value")),
          Cell.number(before.equals(setting.text("value")) ? "" : before),
          Cell.number(setting.text("least")),
          Cell.number(setting.text("most")),
          Cell.shaded(Shade.DIM, setting.text("meaning")));
    }
    page.table(table);
  }
}
