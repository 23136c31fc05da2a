package rowlock.kind;

import java.util.List;
import rowlock.task.Text;

/// What a terminal shows at one moment.
///
/// @param lines its visible lines, top first; escape sequences for colours may be in them, as `tmux
///   capture-pane -e` gives them: only with them can a dim hint be told from a draft
/// @param title the title the program gave its terminal
/// @param program whether the program in it lives
public record Snapshot(List<String> lines, String title, Program program) {
  /// The most lines that are looked at, from the bottom.
  static final int MOST_LINES = 500;

  /// The longest line that is looked at, in characters.
  static final int LONGEST_LINE = 10_000;

  /// Whether the program in a terminal lives.
  public enum Program {
    /// It does.
    ALIVE,
    /// It ended, and the terminal shows its last words.
    DEAD
  }

  public Snapshot {
    int from = Math.max(0, lines.size() - MOST_LINES);
    lines =
        lines.subList(from, lines.size()).stream()
            .map(line -> line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE))
            .toList();
    title = title.length() <= Text.MAX_LINE ? title : title.substring(0, Text.MAX_LINE);
  }

  /// What a living program shows.
  ///
  /// @param screen its lines, ended by newlines
  public static Snapshot alive(String screen, String title) {
    return new Snapshot(screen.lines().toList(), title, Program.ALIVE);
  }
}
