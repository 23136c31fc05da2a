package rowlock.tmux;

import java.nio.charset.StandardCharsets;

/// Text as one word of tmux's command language, whatever it holds.
///
/// Between double quotes `\` and three octal digits stand for a byte (tmux(1), PARSING SYNTAX);
/// everything but letters and digits is written so. This is the only place that quotes.
final class Quoted {
  private Quoted() {}

  static String word(String text) {
    StringBuilder result = new StringBuilder("\"");
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      int value = one & 0xff;
      if (value == 0) {
        throw new IllegalArgumentException("a word of tmux cannot contain a NUL");
      }
      if (value < 0x80 && Character.isLetterOrDigit(value)) {
        result.append((char) value);
      } else {
        result.append('\\').append(String.format("%03o", value));
      }
    }
    return result.append('"').toString();
  }
}
