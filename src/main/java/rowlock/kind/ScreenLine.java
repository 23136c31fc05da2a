package rowlock.kind;

import java.util.BitSet;

/// One line of a screen without its escape sequences.
///
/// @param text what is read; no-break spaces are spaces, nothing stands behind the last letter
/// @param faint which of its characters are dim
/// @param reversed which of its characters are drawn with exchanged colours, as a cursor is
record ScreenLine(String text, BitSet faint, BitSet reversed) {
  static ScreenLine of(String line) {
    return new Scan(line).run();
  }

  boolean isBlank() {
    return text.isEmpty();
  }

  /// Whether what stands behind a column is the program's own hint: all of it is dim but for the
  /// letter under the cursor.
  boolean isHintFrom(int column) {
    boolean dim = false;
    for (int i = column; i < text.length(); i++) {
      if (text.charAt(i) != ' ') {
        if (!faint.get(i) && !reversed.get(i)) {
          return false;
        }
        dim |= faint.get(i);
      }
    }
    return dim;
  }

  /// One way through a line.
  private static final class Scan {
    private static final char ESCAPE = 0x1b;
    private static final char BELL = 0x07;

    private final String line;
    private final StringBuilder text = new StringBuilder();
    private final BitSet faint = new BitSet();
    private final BitSet reversed = new BitSet();
    private boolean isFaint;
    private boolean isReversed;
    private int at;

    Scan(String line) {
      this.line = line;
    }

    ScreenLine run() {
      while (at < line.length()) {
        char next = line.charAt(at++);
        if (next == ESCAPE) {
          escape();
        } else if (next >= ' ' && next != 0x7f) {
          faint.set(text.length(), isFaint);
          reversed.set(text.length(), isReversed);
          text.append(next == '\u00a0' ? ' ' : next);
        }
      }
      return new ScreenLine(text.toString().stripTrailing(), faint, reversed);
    }

    private void escape() {
      char form = at < line.length() ? line.charAt(at++) : ' ';
      if (form == '[') {
        int from = at;
        while (at < line.length() && (line.charAt(at) < '@' || line.charAt(at) > '~')) {
          at++;
        }
        if (at < line.length() && line.charAt(at++) == 'm') {
          style(line.substring(from, at - 1));
        }
      } else if (form == ']') {
        while (at < line.length() && line.charAt(at) != BELL && line.charAt(at) != ESCAPE) {
          at++;
        }
        at++;
      }
    }

    private void style(String codes) {
      String[] parts = codes.split("[;:]", -1);
      for (int i = 0; i < parts.length; i++) {
        switch (parts[i]) {
          case "", "0" -> {
            isFaint = false;
            isReversed = false;
          }
          case "2" -> isFaint = true;
          case "22" -> isFaint = false;
          case "7" -> isReversed = true;
          case "27" -> isReversed = false;
          // A colour is followed by its own numbers, which are no styles.
          case "38", "48", "58" -> i += i + 1 < parts.length && parts[i + 1].equals("2") ? 4 : 2;
          default -> {}
        }
      }
    }
  }
}
