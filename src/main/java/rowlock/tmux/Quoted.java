package rowlock.tmux;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Text as words of tmux's command language, whatever it holds.
///
/// Between double quotes `\` and three octal digits stand for a byte (tmux(1), PARSING SYNTAX);
/// everything but letters, digits and a few signs that mean nothing there is written so. This is
/// the only place that quotes.
final class Quoted {
  private static final String HARMLESS = " -_.,:/=+@()[]<>*!?";
  private static final Pattern PLAIN = Pattern.compile("-?[A-Za-z0-9/][A-Za-z0-9/_.:-]*");

  private Quoted() {}

  static String word(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder result = new StringBuilder(bytes.length + 16).append('"');
    for (byte one : bytes) {
      int value = one & 0xff;
      if (value == 0) {
        throw new IllegalArgumentException("a word of tmux cannot contain a NUL");
      }
      if (isHarmless(value)) {
        result.append((char) value);
      } else {
        result.append('\\');
        result.append((char) ('0' + (value >> 6)));
        result.append((char) ('0' + (value >> 3 & 7)));
        result.append((char) ('0' + (value & 7)));
      }
    }
    return result.append('"').toString();
  }

  private static boolean isHarmless(int value) {
    return (value >= 'a' && value <= 'z')
        || (value >= 'A' && value <= 'Z')
        || (value >= '0' && value <= '9')
        || HARMLESS.indexOf(value) >= 0;
  }

  /// A command as a line without its newline.
  static String command(List<String> words) {
    return words.stream()
        .map(word -> PLAIN.matcher(word).matches() ? word : word(word))
        .collect(Collectors.joining(" "));
  }
}
