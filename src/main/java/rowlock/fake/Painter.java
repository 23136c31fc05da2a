package rowlock.fake;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Draws on a terminal: the history, and a panel below it that changes all the time. Owned by the
/// one who locks it.
final class Painter {
  private static final int MAX_HISTORY = 5_000;

  private final PrintStream out;
  private final Screen screen;
  private final List<String> history = new ArrayList<>();
  private int rows = 50;
  private int columns = 200;
  private boolean measuring;
  private int printed;
  private int rowsAboveCursor;
  private String title = "";

  /// Which of the terminal's screens is drawn on.
  enum Screen {
    /// The whole screen is ours, and nothing of it stays.
    ALTERNATE,
    /// What is history scrolls away upwards and can be found there.
    NORMAL
  }

  Painter(PrintStream out, Screen screen) {
    this.out = out;
    this.screen = screen;
  }

  int columns() {
    return columns;
  }

  /// Takes over the terminal.
  void open() {
    out.print("\u001b[?2004h\u001b[?25l");
    // What the genuine program asks the terminal for graphics with; old tmux takes it for a title.
    out.print("\u001b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u001b\\");
    if (screen == Screen.ALTERNATE) {
      out.print("\u001b[?1049h");
    }
    measure();
  }

  /// Asks the terminal for its size; the answer comes as a [Keystroke.Sized].
  void measure() {
    measuring = true;
    out.print("\u001b7\u001b[999;999H\u001b[6n\u001b8");
    out.flush();
  }

  /// Takes the answer to [#measure]; any other report of a cursor was asked for by somebody else.
  void resize(int newRows, int newColumns) {
    if (measuring) {
      rows = newRows;
      columns = newColumns;
      measuring = false;
    }
  }

  void add(List<String> lines) {
    history.addAll(lines);
    if (screen == Screen.ALTERNATE && history.size() > MAX_HISTORY) {
      history.subList(0, history.size() - MAX_HISTORY).clear();
    }
  }

  /// Prints something as it is.
  void raw(String text) {
    out.print(text);
    out.flush();
  }

  void paint(Look.Panel panel, String newTitle) {
    StringBuilder text = new StringBuilder();
    List<String> fitting = panel.rows().stream().map(row -> Wrap.fit(row, columns)).toList();
    switch (screen) {
      case ALTERNATE -> whole(text, panel, fitting);
      case NORMAL -> below(text, panel, fitting);
    }
    if (!newTitle.isEmpty() && !newTitle.equals(title)) {
      text.append("\u001b]2;").append(newTitle).append('\u0007');
      title = newTitle;
    }
    out.print(text);
    out.flush();
  }

  private void whole(StringBuilder text, Look.Panel panel, List<String> fitting) {
    List<String> above = new ArrayList<>();
    history.forEach(line -> above.addAll(Wrap.pieces(line, columns)));
    int room = Math.max(0, rows - fitting.size());
    List<String> lines =
        new ArrayList<>(above.subList(Math.max(0, above.size() - room), above.size()));
    if (panel.place() == Look.Place.AT_THE_BOTTOM) {
      while (lines.size() < room) {
        lines.add("");
      }
    }
    int panelRow = lines.size();
    lines.addAll(fitting);
    text.append("\u001b[H");
    for (int i = 0; i < Math.min(rows, lines.size()); i++) {
      text.append(i == 0 ? "" : "\r\n").append(lines.get(i)).append("\u001b[K");
    }
    text.append("\u001b[J");
    text.append(
        "\u001b[%d;%dH".formatted(panelRow + panel.cursorRow() + 1, panel.cursorColumn() + 1));
  }

  private void below(StringBuilder text, Look.Panel panel, List<String> fitting) {
    text.append(rowsAboveCursor > 0 ? "\u001b[" + rowsAboveCursor + "A" : "").append("\r\u001b[J");
    for (; printed < history.size(); printed++) {
      Wrap.pieces(history.get(printed), columns)
          .forEach(piece -> text.append(piece).append("\r\n"));
    }
    text.append(String.join("\r\n", fitting));
    int up = fitting.size() - 1 - panel.cursorRow();
    text.append(up > 0 ? "\u001b[" + up + "A" : "").append('\r');
    text.append(panel.cursorColumn() > 0 ? "\u001b[" + panel.cursorColumn() + "C" : "");
    rowsAboveCursor = panel.cursorRow();
  }

  /// Gives the terminal back.
  void close(String farewell) {
    if (screen == Screen.ALTERNATE) {
      out.print("\u001b[?1049l");
    } else {
      out.print("\u001b[J");
    }
    out.print("\u001b[?2004l\u001b[?25h\u001b]2;\u0007\r\n" + farewell + "\r\n");
    out.flush();
  }
}
