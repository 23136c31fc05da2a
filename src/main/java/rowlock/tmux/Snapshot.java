package rowlock.tmux;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a pane shows and how it stands, at one moment: the server does nothing in between.
///
/// Whoever runs in the pane chose lines and title; both are to be sanitised before they are shown.
///
/// @param pane which
/// @param lines the visible screen from top to bottom, as many as the pane is high, without spaces
///   at their ends
/// @param title the title the program chose, without control characters
/// @param cursor where the cursor is
/// @param size of the pane
/// @param modes what is special about the pane
public record Snapshot(
    PaneId pane, List<String> lines, String title, Cursor cursor, Size size, Set<Mode> modes) {
  // The title comes last, as it may hold anything but a newline.
  private static final String FORMAT =
      Request.HEAD
          + " #{cursor_x} #{cursor_y} #{pane_width} #{pane_dead} #{pane_in_mode} #{alternate_on}"
          + " #{cursor_flag} #{bracket_paste_flag};#{pane_title}";
  private static final Pattern HEAD =
      Pattern.compile(
          "%[0-9]+ ([0-9]{1,5}) [0-9]+ ([0-9]{1,5}) ([0-9]{1,5}) ([0-9]{1,5}) ([01]) ([0-9]+)"
              + " ([01]?) ([01]?) ([01]?);(.*)");

  /// Whether colours and other attributes are wanted as escape sequences.
  public enum Escapes {
    WITHOUT,
    WITH
  }

  /// A place on the screen.
  ///
  /// @param column from 0
  /// @param row from 0
  public record Cursor(int column, int row) {}

  /// How large the screen is, in characters.
  public record Size(int columns, int rows) {}

  /// What can be special about a pane.
  public enum Mode {
    /// Its program has ended.
    DEAD,
    /// A user scrolls in it or chooses something from a list of tmux; keys go there. The lines are
    /// those of the program all the same.
    COPY_MODE,
    /// The program draws on the alternate screen, which has no history.
    ALTERNATE_SCREEN,
    /// The cursor is not shown.
    CURSOR_HIDDEN,
    /// The program asked to be told where pasted text begins and ends.
    BRACKETED_PASTE,
    /// It cannot be told whether it did: tmux before 3.6 does not say.
    BRACKETED_PASTE_UNKNOWN
  }

  public Snapshot {
    lines = List.copyOf(lines);
    modes = Set.copyOf(modes);
  }

  public boolean is(Mode mode) {
    return modes.contains(mode);
  }

  static Screen screen(Escapes escapes) {
    return new Screen(FORMAT, 0, escapes);
  }

  static Snapshot parse(PaneId pane, String text) {
    List<String> all = text.lines().toList();
    Matcher head = HEAD.matcher(all.isEmpty() ? "" : all.getFirst());
    if (!head.matches()) {
      throw new TmuxFailed("the state of the pane cannot be read");
    }
    return new Snapshot(
        pane,
        all.subList(1, all.size()),
        plain(head.group(10)),
        new Cursor(number(head, 2), number(head, 3)),
        new Size(number(head, 4), number(head, 1)),
        modes(head));
  }

  private static Set<Mode> modes(Matcher head) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    if (head.group(5).equals("1")) {
      modes.add(Mode.DEAD);
    }
    if (number(head, 6) > 0) {
      modes.add(Mode.COPY_MODE);
    }
    if (head.group(7).equals("1")) {
      modes.add(Mode.ALTERNATE_SCREEN);
    }
    if (head.group(8).equals("0")) {
      modes.add(Mode.CURSOR_HIDDEN);
    }
    switch (head.group(9)) {
      case "1" -> modes.add(Mode.BRACKETED_PASTE);
      case "" -> modes.add(Mode.BRACKETED_PASTE_UNKNOWN);
      default -> {}
    }
    return modes;
  }

  private static int number(Matcher head, int group) {
    return Integer.parseInt(head.group(group));
  }

  private static String plain(String title) {
    return title
        .codePoints()
        .filter(c -> !Character.isISOControl(c))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
