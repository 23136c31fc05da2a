package rowlock.fake;

import java.util.ArrayList;
import java.util.List;

/// Text in the columns of a terminal.
final class Wrap {
  private static final int FIRST_WIDE = 0x1100;

  private Wrap() {}

  /// The lines of a text with what stands before them, and an empty line at the end; without
  /// control characters.
  static List<String> indented(String first, String others, String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      lines.add((lines.isEmpty() ? first : others) + printable(line));
    }
    lines.add("");
    return lines;
  }

  /// The text without control characters.
  static String printable(String text) {
    return text.replaceAll("\\p{Cc}", "");
  }

  /// The line in pieces that fit.
  static List<String> pieces(String line, int columns) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int used = 0;
    for (int codePoint : line.codePoints().toArray()) {
      int wide = columns(codePoint);
      if (used + wide > columns) {
        pieces.add(piece.toString());
        piece.setLength(0);
        used = 0;
      }
      piece.appendCodePoint(codePoint);
      used += wide;
    }
    pieces.add(piece.toString());
    return pieces;
  }

  /// The beginning of a line that fits. One with colours is left alone; those are short.
  static String fit(String line, int columns) {
    return line.indexOf('\u001b') >= 0 ? line : pieces(line, columns).getFirst();
  }

  /// How many columns a text takes.
  static int columns(String text) {
    return text.codePoints().map(Wrap::columns).sum();
  }

  private static int columns(int codePoint) {
    boolean wide =
        codePoint >= FIRST_WIDE
            && (Character.isIdeographic(codePoint)
                || (codePoint >= 0x3000 && codePoint <= 0xa4cf)
                || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
                || (codePoint >= 0xff01 && codePoint <= 0xff60)
                || codePoint >= 0x1f300);
    return wide ? 2 : 1;
  }
}
