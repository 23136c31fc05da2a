package rowlock.console;

import java.io.PrintStream;
import java.util.List;

/// Text on its way to a person. Everything passes [Printable]; shades appear on terminals only.
public final class Page {
  private static final int ANY_WIDTH = 1_000_000;

  private final PrintStream out;
  private final Terminal terminal;

  private Page(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /// For answers.
  public static Page answers(Terminal terminal) {
    return new Page(terminal.out(), terminal);
  }

  /// For complaints and remarks.
  public static Page remarks(Terminal terminal) {
    return new Page(terminal.err(), terminal);
  }

  /// Whether this is where answers go.
  public boolean isAnswers() {
    return out.equals(terminal.out());
  }

  /// Sends a control sequence of our own, as it is.
  public void control(String sequence) {
    out.print(sequence);
  }

  public void flush() {
    out.flush();
  }

  /// The columns there are; a very large number when it is not a terminal.
  public int width() {
    return terminal.screen().shown() ? Math.max(20, terminal.screen().width()) : ANY_WIDTH;
  }

  public boolean isColoured() {
    return terminal.isColoured();
  }

  /// One line, or several when the text has several.
  public void say(String text) {
    out.println(Printable.block(text));
  }

  /// One line that stands out.
  public void say(Shade shade, String text) {
    out.println(shaded(shade, Printable.line(text)));
  }

  /// A name and what it is, on one line, or indented below when it has several lines.
  public void field(String name, String value) {
    if (value.isEmpty()) {
      return;
    }
    String label = Columns.pad(name, 14) + " ";
    if (value.stripTrailing().contains("\n")) {
      out.println(shaded(Shade.DIM, label.stripTrailing()));
      Printable.block(value.stripTrailing()).lines().forEach(line -> out.println("  " + line));
    } else {
      out.println(shaded(Shade.DIM, label) + Printable.line(value));
    }
  }

  public void field(String name, List<String> values) {
    field(name, String.join(", ", values));
  }

  public void table(Table table) {
    table.lines(width(), isColoured()).forEach(out::println);
  }

  public void gap() {
    out.println();
  }

  private String shaded(Shade shade, String text) {
    return isColoured() ? shade.paint(text) : text;
  }
}
