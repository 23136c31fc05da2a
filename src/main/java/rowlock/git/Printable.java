package rowlock.git;

/// Text of others made fit for one of our sentences: short, one line, no escape sequences.
final class Printable {
  static final int MAX_LENGTH = 120;

  private Printable() {}

  /// The text in quotes.
  static String of(String text) {
    return "'" + line(text) + "'";
  }

  /// The text as one line.
  static String line(String text) {
    return bounded(text, MAX_LENGTH, "");
  }

  /// The text with its line ends.
  static String lines(String text, int maxLength) {
    return bounded(text, maxLength, "\n");
  }

  private static String bounded(String text, int maxLength, String plain) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(maxLength)
        .map(c -> isPlain(c) || plain.indexOf(c) >= 0 ? c : '?')
        .forEach(shown::appendCodePoint);
    return shown.append(text.length() > maxLength ? "..." : "").toString();
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
