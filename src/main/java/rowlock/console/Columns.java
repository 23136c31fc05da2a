package rowlock.console;

/// How many columns of a terminal printable text takes.
///
/// Wide are the characters of East Asian scripts (Unicode Standard Annex 11, wide and full width)
/// and emoji; combining marks take no room.
public final class Columns {
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final String CUT = "\u2026";

  // First and last of each range of wide characters, ascending.
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF,
    0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60,
    0xFFE0, 0xFFE6, 0x16FE0, 0x1B2FF, 0x1F200, 0x1F2FF, 0x20000, 0x2FFFD, 0x30000, 0x3FFFD
  };

  private Columns() {}

  /// The width of a text.
  public static int of(String text) {
    return end(text, Integer.MAX_VALUE).columns();
  }

  /// The text within so many columns, with a mark at the end if something was cut off.
  public static String fit(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    return columns < 1 ? "" : text.substring(0, end(text, columns - 1).index()) + CUT;
  }

  /// The text filled up with spaces on the right.
  public static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  /// The text filled up with spaces on the left.
  public static String padLeft(String text, int columns) {
    return " ".repeat(Math.max(0, columns - of(text))) + text;
  }

  private record End(int index, int columns) {}

  /// How far one gets within so many columns.
  private static End end(String text, int limit) {
    int columns = 0;
    int i = 0;
    while (i < text.length()) {
      int next = clusterEnd(text, i);
      int wide = cluster(text, i, next);
      if (columns + wide > limit) {
        break;
      }
      columns += wide;
      i = next;
    }
    return new End(i, columns);
  }

  /// Where the character that begins here ends, with all that belongs to it.
  private static int clusterEnd(String text, int start) {
    int first = text.codePointAt(start);
    int i = start + Character.charCount(first);
    if (isRegional(first) && i < text.length() && isRegional(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    while (i < text.length() && isPartOfBefore(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i;
  }

  private static int cluster(String text, int start, int end) {
    int first = text.codePointAt(start);
    if (isPartOfBefore(first)) {
      return Character.isEmojiModifier(first) ? 2 : 0;
    }
    boolean styled = text.indexOf(EMOJI_STYLE, start, end) > start && Character.isEmoji(first);
    return styled || isWide(first) ? 2 : 1;
  }

  private static boolean isPartOfBefore(int c) {
    return Printable.isMark(c) || Character.isEmojiModifier(c);
  }

  private static boolean isRegional(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }

  private static boolean isWide(int c) {
    if (c < WIDE[0]) {
      return false;
    }
    for (int i = 0; i < WIDE.length; i += 2) {
      if (c >= WIDE[i] && c <= WIDE[i + 1]) {
        return true;
      }
    }
    return Character.isEmojiPresentation(c);
  }
}
