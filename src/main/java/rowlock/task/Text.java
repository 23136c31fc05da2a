package rowlock.task;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The limits on free text and lists that people and agents hand in.
///
/// Control characters are refused: they would reach terminals, logs and prompts. Collections are
/// copied in a fixed order, because events must encode to the same bytes in every process.
public final class Text {
  /// The longest one-line text (titles, reasons, names of checks), in characters.
  public static final int MAX_LINE = 500;

  /// The longest body of text (descriptions, outputs, scripts, messages), in characters.
  public static final int MAX_BODY = 100_000;

  /// The most entries in one list (files, tags, checks, capabilities).
  public static final int MAX_ENTRIES = 1_000;

  private static final int QUOTED = 60;

  private Text() {}

  /// Returns the text if it is at most [#MAX_LINE] characters on one line.
  ///
  /// @throws IllegalArgumentException naming the field and the limit
  public static String line(String field, String text) {
    requireLength(field, text, MAX_LINE);
    requirePrintable(field, text, "");
    return text;
  }

  /// Returns the text if it is at most [#MAX_BODY] characters; tab and newline are allowed.
  ///
  /// @throws IllegalArgumentException naming the field and the limit
  public static String body(String field, String text) {
    requireLength(field, text, MAX_BODY);
    requirePrintable(field, text, "\n\t");
    return text;
  }

  /// Returns a copy without duplicates, in the given order.
  ///
  /// @throws IllegalArgumentException if there are more than [#MAX_ENTRIES]
  public static <T> List<T> list(String field, Collection<T> entries) {
    requireCount(field, entries);
    return List.copyOf(new LinkedHashSet<>(entries));
  }

  /// Returns one-line texts as a copy without duplicates, in the given order.
  public static List<String> lines(String field, Collection<String> entries) {
    entries.forEach(entry -> line(field, entry));
    return list(field, entries);
  }

  /// Returns a copy sorted by natural order, so that it reads the same in every process.
  ///
  /// @throws IllegalArgumentException if there are more than [#MAX_ENTRIES]
  public static <T extends Comparable<T>> SortedSet<T> sorted(String field, Collection<T> entries) {
    requireCount(field, entries);
    return Collections.unmodifiableSortedSet(new TreeSet<>(entries));
  }

  /// Returns labels (tags, capabilities) as a sorted copy.
  ///
  /// @throws IllegalArgumentException if one is not a [Name]
  public static SortedSet<String> labels(String field, Collection<String> entries) {
    entries.forEach(entry -> Name.require(field, entry));
    return sorted(field, entries);
  }

  /// The text between quotes, shortened, with control characters made visible: fit for a message.
  public static String quote(String text) {
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), QUOTED); i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? '\uFFFD' : c);
    }
    return shown.append(text.length() > QUOTED ? "...'" : "'").toString();
  }

  private static void requireLength(String field, String text, int limit) {
    if (text.length() > limit) {
      throw new IllegalArgumentException(
          field + ": at most " + limit + " characters, not " + text.length());
    }
  }

  private static void requirePrintable(String field, String text, String allowed) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && allowed.indexOf(c) < 0) {
        throw new IllegalArgumentException(
            "%s: control character U+%04X at index %d is not allowed".formatted(field, (int) c, i));
      }
      if (Character.isSurrogate(c) && !isPaired(text, i)) {
        throw new IllegalArgumentException(field + ": broken Unicode at index " + i);
      }
    }
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static void requireCount(String field, Collection<?> entries) {
    if (entries.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          field + ": at most " + MAX_ENTRIES + " entries, not " + entries.size());
    }
  }
}
