package rowlock.process;

import java.util.List;
import java.util.stream.Collectors;

/// Text as one word of a POSIX shell, whatever it holds.
///
/// Between single quotes nothing means anything but the next single quote (POSIX.1-2017, Shell
/// Command Language, 2.2.2); that one is written as `'\''`. This is the only place that quotes.
final class ShellQuote {
  private ShellQuote() {}

  static String quote(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a shell word cannot contain a NUL");
    }
    return "'" + text.replace("'", "'\\''") + "'";
  }

  static String quote(List<String> words) {
    return words.stream().map(ShellQuote::quote).collect(Collectors.joining(" "));
  }
}
