package rowlock.git;

/// Text of others made fit for one of our sentences: short, one line, no escape sequences.
final class Printable {
  static final int MAX_LENGTH = 120;

  private Printable() {}

  /// The text in quotes.
  static String of(String text) {
    return "'" + line(text) + "'";
  }

  static String line(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(MAX_LENGTH)
        .map(c -> isPlain(c) ? c : '?')
        .forEach(shown::appendCodePoint);
    return shown.append(text.length() > MAX_LENGTH ? "..." : "").toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
