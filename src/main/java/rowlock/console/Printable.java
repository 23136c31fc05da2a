package rowlock.console;

/// The one way of text into a terminal: what could move the cursor, hide or reorder text, or talk
/// to the terminal becomes visible as U+FFFD.
///
/// Replaced are the control characters C0, C1 and DEL, everything Unicode calls a format character
/// (bidirectional controls, zero width characters, tags), line and paragraph separators, and broken
/// surrogates. Of marks that stack on one letter the first [#MAX_MARKS] stay.
public final class Printable {
  /// How many combining marks one letter keeps.
  static final int MAX_MARKS = 4;

  private static final char INSTEAD = '\uFFFD';

  private Printable() {}

  /// The text on one line: line ends and tabs become spaces.
  public static String line(String text) {
    return clean(text, ' ');
  }

  /// The text as a block: line ends stay, tabs become spaces.
  public static String block(String text) {
    return clean(text.replace("\r\n", "\n"), '\n');
  }

  /// JSON with everything dangerous written as an escape, which means the same to every reader.
  public static String json(String json) {
    StringBuilder safe = new StringBuilder(json.length());
    json.codePoints()
        .forEach(c -> {
          if (c != '\n' && (isDangerous(c) || Character.getType(c) == Character.UNASSIGNED)) {
            for (char unit : Character.toChars(c)) {
              safe.append("\\u%04x".formatted((int) unit));
            }
          } else {
            safe.appendCodePoint(c);
          }
        });
    return safe.toString();
  }

  private static String clean(String text, char lineEnd) {
    StringBuilder shown = new StringBuilder(text.length());
    int marks = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      marks = isMark(c) ? marks + 1 : 0;
      if (c == '\n') {
        shown.append(lineEnd);
      } else if (c == '\t') {
        shown.append(' ');
      } else if (isDangerous(c)) {
        shown.append(INSTEAD);
      } else if (marks <= MAX_MARKS) {
        shown.appendCodePoint(c);
      }
    }
    return shown.toString();
  }

  private static boolean isDangerous(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      default -> false;
    };
  }
}
