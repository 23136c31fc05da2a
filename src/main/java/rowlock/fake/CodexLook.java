package rowlock.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The screen of Codex 0.169.0, as recorded.
final class CodexLook implements Look {
  private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  @Override
  public List<String> intro(Surroundings place) {
    return List.of(
        "",
        "  >_ OpenAI Codex (v" + Surroundings.CODEX_VERSION + ")",
        "     " + place.shownFolder() + " · rowlock fake agent, no model",
        "",
        "");
  }

  @Override
  public List<String> prompt(String text) {
    return Wrap.indented("› ", "  ", text);
  }

  @Override
  public List<String> said(String text) {
    return Wrap.indented("• ", "  ", text);
  }

  @Override
  public List<String> using(ToolUse tool) {
    if (tool.isMcp()) {
      return List.of("◦ Calling " + tool.server() + "." + tool.bareName(), "");
    }
    return tool.name().equals(ToolUse.BASH)
        ? List.of("• Ran " + tool.text("command"), "")
        : List.of("• Edited " + tool.text("file_path"), "");
  }

  @Override
  public List<String> used(ToolUse tool, ToolRunner.Outcome outcome) {
    String first = outcome.text().lines().findFirst().orElse("");
    return outcome.failed() ? List.of("  └ Error: " + first, "") : List.of();
  }

  @Override
  public List<String> failed(Ending.Failed failed) {
    return Wrap.indented("■ ", "  ", "unexpected status " + failed.status() + " " + failed.text());
  }

  @Override
  public List<String> limited(Instant until) {
    return List.of(
        "■ You've hit your usage limit. Try again at " + ResetTime.shown(until) + " (UTC).", "");
  }

  @Override
  public List<String> done(Duration spent) {
    return List.of("  Worked for " + Math.max(1, spent.toSeconds()) + "s", "");
  }

  @Override
  public String hintAfter(Ending.Failed failed) {
    return "";
  }

  @Override
  public Panel panel(Situation situation, Surroundings place, int columns) {
    return switch (situation.phase()) {
      case Situation.Phase.Permission(ToolUse tool, int chosen) -> permission(tool, chosen);
      case Situation.Phase.Trust(int chosen) -> trust(place, chosen);
      case Situation.Phase.Idle _, Situation.Phase.Working _, Situation.Phase.Limited _ ->
          composer(situation, place);
    };
  }

  private static Panel composer(Situation situation, Surroundings place) {
    List<String> rows = new ArrayList<>();
    if (situation.phase() instanceof Situation.Phase.Working(Duration spent)) {
      rows.add("• Working (" + spent.toSeconds() + "s • esc to interrupt)");
      rows.addAll(List.of("", ""));
    }
    boolean empty = situation.draft().isEmpty();
    List<String> draft = Wrap.indented("› ", "  ", situation.draft());
    int last = draft.size() - 2;
    rows.addAll(
        empty
            ? List.of("› " + DIM + "Ask Codex to do anything" + PLAIN)
            : draft.subList(0, last + 1));
    int cursorRow = rows.size() - 1;
    int cursorColumn = empty ? 2 : Wrap.columns(draft.get(last));
    rows.add("");
    rows.add("  " + Surroundings.MODEL + " default · " + place.shownFolder());
    String footer = situation.notice().footer();
    rows.add("  " + (footer.isEmpty() ? "← for agents · ? for shortcuts" : footer));
    return new Panel(rows, cursorRow, cursorColumn, Place.AT_THE_BOTTOM);
  }

  private Panel permission(ToolUse tool, int chosen) {
    List<String> rows = new ArrayList<>();
    rows.add("  Field 1/1");
    rows.add(
        tool.isMcp()
            ? "  Allow the %s MCP server to run tool \"%s\"?"
                .formatted(tool.server(), tool.bareName())
            : "  Would you like to run the following command?");
    rows.addAll(List.of("", "  " + tool.input(), ""));
    int first = rows.size();
    List<String> choices = choices(tool);
    for (int i = 0; i < choices.size(); i++) {
      rows.add((i == chosen ? "  › " : "    ") + (i + 1) + ". " + choices.get(i));
    }
    rows.add("  enter to submit | esc to cancel");
    return new Panel(rows, first + chosen, 1, Place.BELOW_THE_HISTORY);
  }

  @Override
  public List<String> choices(ToolUse tool) {
    return List.of(
        "Allow                   Run the tool and continue",
        "Allow for this session  Run the tool and remember this choice for this session",
        "Cancel                  Cancel this tool call");
  }

  private static Panel trust(Surroundings place, int chosen) {
    List<String> rows = new ArrayList<>();
    rows.addAll(List.of("", "  Folder access", "  " + place.folder(), ""));
    rows.addAll(List.of("  Trust this folder? Codex can read, edit, and run files here.", ""));
    rows.add((chosen == 0 ? "› " : "  ") + "1. Trust and continue");
    rows.add((chosen == 1 ? "› " : "  ") + "2. Back to Agent Command Center");
    rows.addAll(List.of("", "  enter continue · esc back"));
    return new Panel(rows, rows.size() - 4 + chosen, 1, Place.BELOW_THE_HISTORY);
  }

  @Override
  public int trusting() {
    return 0;
  }

  @Override
  public String title(Situation situation, Surroundings place) {
    String folder = place.folder().getFileName() + "";
    return switch (situation.phase()) {
      case Situation.Phase.Working(Duration spent) ->
          SPINNER.charAt((int) (spent.toSeconds() % SPINNER.length())) + " " + folder;
      case Situation.Phase.Permission _ -> "[ . ] Action Required | " + folder;
      case Situation.Phase.Idle _, Situation.Phase.Trust _, Situation.Phase.Limited _ -> folder;
    };
  }

  @Override
  public String farewell(Surroundings place) {
    return "Session ID: " + place.session();
  }
}
