package rowlock.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The screen of Claude Code 2.1.329, as recorded.
final class ClaudeLook implements Look {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("h:mm a", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  /// Behind the sign of the input line stands a space that does not break.
  private static final String INPUT = "❯\u00a0";

  @Override
  public List<String> intro(Surroundings place) {
    return List.of(
        "",
        " ▐▛███▛█   Claude Code v" + Surroundings.CLAUDE_VERSION,
        "▝▜██████▀  rowlock fake agent · no model, no billing",
        " ▝▝   ▝▝   " + place.shownFolder(),
        "",
        "");
  }

  @Override
  public List<String> prompt(String text) {
    return Wrap.indented("❯ ", "  ", text);
  }

  @Override
  public List<String> said(String text) {
    return Wrap.indented("● ", "  ", text);
  }

  @Override
  public List<String> using(ToolUse tool) {
    if (tool.isMcp()) {
      return List.of("● Calling " + tool.server() + "…", "");
    }
    return tool.name().equals(ToolUse.BASH)
        ? List.of("● Running a command", "  ⎿  $ " + tool.text("command"), "")
        : List.of("● " + tool.name() + "(" + tool.text("file_path") + ")", "");
  }

  @Override
  public List<String> used(ToolUse tool, ToolRunner.Outcome outcome) {
    String first = outcome.text().lines().findFirst().orElse("");
    return outcome.failed() ? List.of("  ⎿  Error: " + first, "") : List.of();
  }

  @Override
  public List<String> failed(Ending.Failed failed) {
    return failed.status() == 401
        ? List.of("  ⎿  Invalid API key · Fix external API key", "")
        : Wrap.indented("● ", "  ", failed.text());
  }

  @Override
  public List<String> limited(Instant until) {
    return List.of(
        "  ⎿  " + ResetTime.message(until),
        "",
        "● Usage limit reached · continuing automatically at "
            + ResetTime.shown(until)
            + " · esc to cancel",
        "");
  }

  @Override
  public List<String> done(Duration spent) {
    return List.of(
        "✻ Churned for " + spent.toSeconds() + "s · done " + CLOCK.format(Instant.now()), "");
  }

  @Override
  public String hintAfter(Ending.Failed failed) {
    return failed.status() == 401
        ? "Once fixed, resend your message"
        : "Resend your message to try again";
  }

  @Override
  public Panel panel(Situation situation, Surroundings place, int columns) {
    return switch (situation.phase()) {
      case Situation.Phase.Permission(ToolUse tool, int chosen) ->
          permission(tool, chosen, columns);
      case Situation.Phase.Trust(int chosen) -> trust(place, chosen, columns);
      case Situation.Phase.Idle _, Situation.Phase.Working _, Situation.Phase.Limited _ ->
          box(situation, columns);
    };
  }

  private static Panel box(Situation situation, int columns) {
    List<String> rows = new ArrayList<>();
    if (situation.phase() instanceof Situation.Phase.Working(Duration spent)) {
      rows.add(
          spent.toSeconds() < 1
              ? "· Churning…"
              : "✻ Churning… (" + spent.toSeconds() + "s · ↓ 20 tokens)");
    }
    String effort = "◐ medium · /effort";
    rows.add(" ".repeat(Math.max(0, columns - effort.length() - 2)) + effort);
    rows.add("─".repeat(columns));
    int inputRow = rows.size();
    List<String> draft = Wrap.indented("", "", situation.draft());
    String hint = situation.notice().hint();
    boolean empty = situation.draft().isEmpty();
    rows.add(INPUT + (empty && !hint.isEmpty() ? DIM + hint + PLAIN : draft.getFirst()));
    for (int i = 1; i < draft.size() - 1; i++) {
      rows.add("  " + draft.get(i));
    }
    int cursorRow = rows.size() - 1;
    int cursorColumn = 2 + Wrap.columns(empty ? "" : draft.get(Math.max(0, draft.size() - 2)));
    rows.add("─".repeat(columns));
    if (situation.phase() instanceof Situation.Phase.Limited(Instant until)) {
      String shown = ResetTime.shown(until);
      rows.add("  ⚠ Usage limit reached · limit resets " + shown);
      rows.add("    Continuing automatically at " + shown + " · Esc to cancel");
    }
    rows.add("  " + footer(situation));
    return new Panel(rows, Math.max(inputRow, cursorRow), cursorColumn, Place.AT_THE_BOTTOM);
  }

  private static String footer(Situation situation) {
    if (!situation.notice().footer().isEmpty()) {
      return situation.notice().footer();
    }
    boolean working = situation.phase() instanceof Situation.Phase.Working;
    String mode =
        switch (situation.mode()) {
          case "acceptEdits" -> "⏵⏵ accept edits on (shift+tab to cycle)";
          case "bypassPermissions" -> "⏵⏵ bypass permissions on (shift+tab to cycle)";
          case "plan" -> "⏸ plan mode on (shift+tab to cycle)";
          case "auto" -> "⏵⏵ auto mode on (shift+tab to cycle)";
          default -> "⏸ manual mode on" + (working ? "" : " · ? for shortcuts");
        };
    return mode
        + (working ? " · esc to interrupt" : "")
        + (situation.draft().isEmpty() ? " · ← for agents" : "");
  }

  private Panel permission(ToolUse tool, int chosen, int columns) {
    List<String> rows = new ArrayList<>();
    rows.add("─".repeat(columns));
    rows.addAll(subject(tool, "╌".repeat(columns)));
    List<String> choices = choices(tool);
    int first = rows.size();
    for (int i = 0; i < choices.size(); i++) {
      rows.add((i == chosen ? " ❯ " : "   ") + (i + 1) + ". " + choices.get(i));
    }
    rows.addAll(List.of("", " Esc to cancel · Tab to amend"));
    return new Panel(rows, first + chosen, 1, Place.BELOW_THE_HISTORY);
  }

  private static List<String> subject(ToolUse tool, String line) {
    if (tool.isMcp()) {
      String name = tool.server() + " — " + tool.bareName() + " Tool";
      return List.of(
          " Tool use",
          " " + name + ": (MCP)",
          line,
          " " + tool.input(),
          line,
          "",
          " Do you want to proceed?");
    }
    if (tool.name().equals(ToolUse.BASH)) {
      return List.of(
          " Bash command",
          " " + tool.text("description"),
          line,
          " " + tool.text("command"),
          line,
          " This command requires approval",
          "",
          " Do you want to proceed?");
    }
    String file = tool.text("file_path");
    return List.of(
        " Create file",
        " " + file,
        line,
        "  1 " + tool.text("content").lines().findFirst().orElse(""),
        line,
        " Do you want to create " + file + "?");
  }

  @Override
  public List<String> choices(ToolUse tool) {
    return List.of(
        "Yes",
        tool.name().equals(ToolUse.BASH)
            ? "Yes, and don’t ask again for: " + tool.text("command").split(" ", 2)[0] + " *"
            : "Yes, and don't ask again for this session",
        "No");
  }

  private static Panel trust(Surroundings place, int chosen, int columns) {
    List<String> rows = new ArrayList<>();
    rows.addAll(
        List.of(
            "",
            "─".repeat(columns),
            " Accessing workspace:",
            "",
            " " + place.folder(),
            "",
            " Quick safety check: Is this a project you created or one you trust?",
            "",
            " Claude Code'll be able to read, edit, and execute files here.",
            "",
            " Security guide",
            ""));
    rows.add((chosen == 0 ? " ❯ " : "   ") + "No, exit");
    rows.add((chosen == 1 ? " ❯ " : "   ") + "Yes, I trust this folder");
    rows.addAll(List.of("", " Enter to confirm · Esc to cancel"));
    return new Panel(rows, rows.size() - 4 + chosen, 1, Place.BELOW_THE_HISTORY);
  }

  @Override
  public int trusting() {
    return 1;
  }

  @Override
  public String title(Situation situation, Surroundings place) {
    return switch (situation.phase()) {
      case Situation.Phase.Working(Duration spent) ->
          (spent.toSeconds() % 2 == 0 ? "◐" : "◑") + " Claude Code";
      case Situation.Phase.Trust _ -> "";
      case Situation.Phase.Idle _, Situation.Phase.Permission _, Situation.Phase.Limited _ ->
          situation.turns() == 0 ? "" : "✳ Claude Code";
    };
  }

  @Override
  public String farewell(Surroundings place) {
    return "Resume this session with:\r\nclaude --resume " + place.session();
  }
}
