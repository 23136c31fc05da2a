package rowlock.json;

import tools.jackson.core.TokenStreamLocation;

/// A text is not JSON, not the JSON that was wanted, or beyond the limits.
public final class MalformedJson extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  MalformedJson(String what, TokenStreamLocation where) {
    super(describe(what, where));
    this.line = Math.max(0, where.getLineNr());
    this.column = Math.max(0, where.getColumnNr());
  }

  /// The line of the text where reading stopped, from 1; 0 if that is unknown.
  public int line() {
    return line;
  }

  /// The column in that line, from 1; 0 if that is unknown.
  public int column() {
    return column;
  }

  private static String describe(String what, TokenStreamLocation where) {
    // Jackson names the Java method a limit comes from, which helps nobody who wrote the text.
    // It also quotes words, and a word in the wrong place may be a secret.
    String first =
        what.lines()
            .findFirst()
            .orElse("not JSON")
            .replaceAll(", from `[^`]*`", "")
            .replaceFirst("^Unrecognized token '.*", "there is a word here that is no value");
    return where.getLineNr() > 0
        ? "line %d, column %d: %s".formatted(where.getLineNr(), where.getColumnNr(), first)
        : first;
  }
}
