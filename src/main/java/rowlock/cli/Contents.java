package rowlock.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import rowlock.console.Columns;

/// The list of all commands: what `rowlock --help` shows.
///
/// @param catalogue the commands
record Contents(Catalogue catalogue) {
  private static final int NAME_WIDTH = 18;

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add("rowlock coordinates teams of AI coding agents on real repositories.");
    lines.add("");
    lines.add("Usage: rowlock COMMAND [ARGUMENTS]   (rowlock COMMAND --help tells more)");
    for (Catalogue.Chapter chapter : catalogue.chapters()) {
      lines.add("");
      lines.add(chapter.title() + ":");
      chapter.verbs().get().forEach(verb -> lines.add(line(verb.name(), verb.summary())));
    }
    if (!catalogue.extras().isEmpty()) {
      lines.add("");
      lines.add("More:");
      catalogue.extras().forEach(extra -> lines.add(line(extra.name(), extra.summary())));
    }
    lines.add("");
    lines.add("Every command takes --project DIR, --json and --help. The project is the nearest");
    lines.add("folder upward with .rowlock in it, or what ROWLOCK_PROJECT names.");
    lines.add("");
    lines.add(
        "Exit codes: 0 done, 1 rejected or work failed, 2 wrong usage or input, 3 partly done,");
    lines.add("4 the environment, 130 interrupted.");
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(String name, String summary) {
    return "  " + Columns.pad(name, NAME_WIDTH) + " " + summary;
  }
}
