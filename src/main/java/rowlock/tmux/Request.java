package rowlock.tmux;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Commands that the server is to do one after the other, with nothing of anybody else's in
/// between; one that is refused ends the request.
///
/// @param commands at least one; each is argument words, none of which separates commands. Of
///   `if-shell` both branches hold one command, and it comes last
/// @param load a text that is put into a paste buffer before the commands
/// @param screens what the last commands print, each a screen: then the first command is to print
///   lines that begin with [#HEAD], so that the end of each screen is known from the height of its
///   pane and nothing that stands there can be taken for the end of the answer
record Request(List<List<String>> commands, Optional<Load> load, List<Printed> screens) {
  /// The format of what must be known to tell how many lines a screen prints.
  static final String HEAD = "#{pane_id} #{pane_height} #{history_size}";

  /// The command that sets a variable of the server, whose value may be a secret.
  static final String VARIABLE = "set-environment";

  private static final Set<String> LOOKING =
      Set.of(
          "display-message",
          "capture-pane",
          "list-panes",
          "list-clients",
          "list-buffers",
          "show-environment");

  /// A text and the name of the buffer that is to hold it.
  record Load(String buffer, String text) {}

  /// A screen that is printed.
  ///
  /// @param historyLines how many lines above the visible ones, at most
  record Printed(PaneId pane, int historyLines) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) ([0-9]{1,9})\\s.*");

    /// How many lines are printed, by the lines before them; zero if there is no such pane: for one
    /// that is missing tmux tells of another.
    int lines(String heads) {
      String begin = pane.value() + " ";
      int at = heads.startsWith(begin) ? 0 : heads.indexOf("\n" + begin) + 1;
      if (at == 0 && !heads.startsWith(begin)) {
        return 0;
      }
      int end = heads.indexOf('\n', at);
      String rest = heads.substring(at + begin.length(), end < 0 ? heads.length() : end);
      Matcher found = FORM.matcher(rest + " ");
      return found.matches()
          ? Integer.parseInt(found.group(1))
              + Math.min(Integer.parseInt(found.group(2)), historyLines)
          : 0;
    }
  }

  Request {
    commands = commands.stream().map(List::copyOf).toList();
    if (commands.isEmpty() || commands.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a request needs commands");
    }
    screens = List.copyOf(screens);
    if (commands.size() <= screens.size()) {
      throw new IllegalArgumentException("the height of a screen must be printed before it");
    }
  }

  /// One command.
  static Request of(String... words) {
    return of(List.of(List.of(words)));
  }

  /// These commands.
  static Request of(List<List<String>> commands) {
    return new Request(commands, Optional.empty(), List.of());
  }

  /// These commands, the last of which print these screens.
  static Request screens(List<List<String>> commands, List<Printed> screens) {
    return new Request(commands, Optional.empty(), screens);
  }

  /// This request with a text loaded before.
  Request loading(String buffer, String text) {
    return new Request(commands, Optional.of(new Load(buffer, text)), screens);
  }

  /// How many blocks the answer has when nothing is refused: one for each command, and one for the
  /// command that `if-shell` chooses.
  int blocks() {
    int chosen = (int) commands.stream().filter(words -> words.get(0).equals("if-shell")).count();
    return (load.isPresent() ? 1 : 0) + commands.size() + chosen;
  }

  /// How many lines of a screen the next block of the answer holds; zero if it holds none.
  ///
  /// @param earlier how many blocks the answer has so far
  /// @param heads what stood in the first of them
  int screenLines(int earlier, String heads) {
    int number = earlier - (blocks() - screens.size());
    return number >= 0 && number < screens.size() ? screens.get(number).lines(heads) : 0;
  }

  /// Whether its words must not stand among the arguments of a process, which everybody can read.
  boolean isSecret() {
    return commands.stream().anyMatch(words -> words.get(0).equals(VARIABLE));
  }

  /// Whether nothing changes by it, so that it may be done twice.
  boolean onlyLooks() {
    return load.isEmpty() && commands.stream().allMatch(words -> LOOKING.contains(words.get(0)));
  }
}
