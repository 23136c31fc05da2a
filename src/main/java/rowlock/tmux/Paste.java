package rowlock.tmux;

import java.nio.charset.StandardCharsets;

/// Text that may be put into the input of a terminal program: nothing in it is a key, an escape
/// sequence, or the end of the paste.
///
/// All control characters (C0, DEL and C1) but tab and newline are left out: `ESC[201~` would end a
/// bracketed paste early, and whatever followed would be typed (verified with bash 5.2). Newlines
/// of all kinds become `\n`, and those at the end are left out, as they would send the text.
public final class Paste {
  /// The longest text, in UTF-8 after cleaning. A longer one belongs into a file whose path is
  /// typed instead.
  public static final int MAX_BYTES = 64 * 1024;

  private final String text;

  private Paste(String text) {
    this.text = text;
  }

  /// This text, cleaned.
  ///
  /// @throws IllegalArgumentException if nothing is left of it, or more than [#MAX_BYTES]
  public static Paste of(String text) {
    StringBuilder kept = new StringBuilder();
    text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .filter(c -> c == '\n' || c == '\t' || !(Character.isISOControl(c) || isSurrogate(c)))
        .forEach(kept::appendCodePoint);
    String clean = kept.toString().stripTrailing();
    if (clean.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to type");
    }
    int sizeBytes = clean.getBytes(StandardCharsets.UTF_8).length;
    if (sizeBytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "up to %d bytes can be typed, not %d; type the path of a file"
              .formatted(MAX_BYTES, sizeBytes));
    }
    return new Paste(clean);
  }

  /// What is left of the text.
  public String text() {
    return text;
  }

  /// Whether there is a newline in it, which to a program that does not know where the paste ends
  /// is an Enter.
  public boolean multiLine() {
    return text.indexOf('\n') >= 0;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  @Override
  public String toString() {
    return "Paste[" + text.length() + " characters]";
  }
}
