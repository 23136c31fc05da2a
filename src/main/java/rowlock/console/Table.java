package rowlock.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows under headings, as wide as needed and no wider than the terminal: then the widest columns
/// give way.
public final class Table {
  private static final int NARROWEST = 6;
  private static final String GAP = "  ";

  private final List<String> headings;
  private final List<List<Cell>> rows = new ArrayList<>();

  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  /// What stands in one place.
  ///
  /// @param text on one line
  /// @param shade how it stands out
  /// @param isNumber whether it stands on the right
  public record Cell(String text, Shade shade, boolean isNumber) {
    public Cell {
      text = Printable.line(text);
    }

    public static Cell text(String text) {
      return new Cell(text, Shade.PLAIN, false);
    }

    public static Cell number(Object number) {
      return new Cell(number.toString(), Shade.PLAIN, true);
    }

    /// A status in its own shade.
    public static Cell status(String status) {
      return new Cell(status, Shade.of(status), false);
    }

    public static Cell shaded(Shade shade, String text) {
      return new Cell(text, shade, false);
    }
  }

  public Table row(Cell... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException("a row has " + headings.size() + " cells");
    }
    rows.add(List.of(cells));
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  List<String> lines(int width, boolean coloured) {
    int[] widths = widths(width);
    List<String> lines = new ArrayList<>();
    List<Cell> head = headings.stream().map(heading -> Cell.shaded(Shade.DIM, heading)).toList();
    lines.add(line(head, widths, coloured));
    rows.forEach(row -> lines.add(line(row, widths, coloured)));
    return lines;
  }

  private int[] widths(int available) {
    int[] widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          Math.max(
              Columns.of(headings.get(i)),
              rows.stream().mapToInt(row -> Columns.of(row.get(column).text())).max().orElse(0));
    }
    int room = available - GAP.length() * (widths.length - 1);
    while (Arrays.stream(widths).sum() > room) {
      int widest = widest(widths);
      if (widths[widest] <= NARROWEST) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int widest(int[] widths) {
    int widest = 0;
    for (int i = 1; i < widths.length; i++) {
      widest = widths[i] > widths[widest] ? i : widest;
    }
    return widest;
  }

  private static String line(List<Cell> cells, int[] widths, boolean coloured) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      Cell cell = cells.get(i);
      String text = Columns.fit(cell.text(), widths[i]);
      boolean last = i == widths.length - 1;
      int fill = last && !cell.isNumber() ? 0 : Math.max(0, widths[i] - Columns.of(text));
      String shown = coloured ? cell.shade().paint(text) : text;
      line.append(i == 0 ? "" : GAP);
      line.append(cell.isNumber() ? " ".repeat(fill) + shown : shown + " ".repeat(fill));
    }
    return line.toString().stripTrailing();
  }
}
