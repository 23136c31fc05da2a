package rowlock.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The end of what a program wrote, for people: no escape sequences, no control characters but tab
/// and newline, no broken Unicode.
public final class LogTail {
  // CSI sequences, OSC and other string sequences up to their end, and two-character escapes. Each
  // alternative consumes at least one character and overlaps no other, so matching is linear.
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001b(?:\\[[0-9;:<=>?!\"$' ]*[@-~]|[\\]PX^_][^\u0007\u001b]*\u0007?|[ -~])");

  private LogTail() {}

  /// The end of a file, read as UTF-8; empty if there is no such file.
  ///
  /// @param bytes how much is read at most
  /// @throws UncheckedIOException if it cannot be read
  public static String of(Path file, int bytes) {
    return Files.exists(file) ? printable(raw(file, bytes), bytes) : "";
  }

  /// The end of a file as it stands there.
  ///
  /// @throws UncheckedIOException if it cannot be read
  public static String raw(Path file, int bytes) {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, access.length() - bytes);
      byte[] end = new byte[(int) (access.length() - start)];
      access.seek(start);
      access.readFully(end);
      return new String(end, StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + file, broken);
    }
  }

  /// The end of a text, at most so many characters of it.
  public static String printable(String text, int maxCharacters) {
    String plain = ESCAPES.matcher(text).replaceAll("");
    StringBuilder kept = new StringBuilder();
    plain
        .codePoints()
        .filter(c -> c == '\n' || c == '\t' || (!Character.isISOControl(c) && !isSurrogate(c)))
        .forEach(kept::appendCodePoint);
    int from = Math.max(0, kept.length() - maxCharacters);
    if (from > 0 && Character.isLowSurrogate(kept.charAt(from))) {
      from++;
    }
    return kept.substring(from).strip();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
