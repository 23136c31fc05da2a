package rowlock.context;

/// Cuts long text down to a number of characters, never through a surrogate pair.
final class Excerpt {
  private static final String GAP = "\n[...]\n";

  private Excerpt() {}

  /// The beginning of a text, up to the end of a line if one is near.
  static String head(String text, int room) {
    if (text.length() <= room) {
      return text;
    }
    int end = whole(text, Math.max(0, room));
    int line = text.lastIndexOf('\n', end);
    return text.substring(0, line > end / 2 ? line : end).stripTrailing();
  }

  /// The beginning and the end of a text: of what a program printed, the end says why it failed.
  static String ends(String text, int room) {
    if (text.length() <= room) {
      return text;
    }
    if (room < 10 * GAP.length()) {
      return head(text, room);
    }
    int kept = room - GAP.length();
    int from = text.length() - kept / 2;
    if (Character.isLowSurrogate(text.charAt(from))) {
      from++;
    }
    return text.substring(0, whole(text, kept - kept / 2)) + GAP + text.substring(from);
  }

  private static int whole(String text, int end) {
    boolean splits = end > 0 && end < text.length() && Character.isLowSurrogate(text.charAt(end));
    return splits ? end - 1 : end;
  }
}
