package rowlock.fake;

/// What a person has typed and not yet sent. Owned by the one who locks it.
final class InputLine {
  /// Pastes beyond these are shown as a placeholder, as the genuine program does.
  private static final int SHOWN_CHARACTERS = 800;

  private static final int SHOWN_LINES = 10;
  private static final int MAX_CHARACTERS = 2 << 20;

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder shown = new StringBuilder();
  private int pastes;

  void type(String more) {
    append(more, more);
  }

  void paste(String more) {
    long newlines = more.chars().filter(c -> c == '\n').count();
    if (more.length() <= SHOWN_CHARACTERS && newlines <= SHOWN_LINES) {
      append(more, more);
    } else {
      pastes++;
      append(more, "[Pasted text #" + pastes + " +" + newlines + " lines]");
    }
  }

  private void append(String more, String visible) {
    if (text.length() + more.length() <= MAX_CHARACTERS) {
      text.append(more);
      shown.append(visible);
    }
  }

  void erase() {
    if (text.compareTo(shown) == 0 && !text.isEmpty()) {
      text.setLength(text.offsetByCodePoints(text.length(), -1));
      shown.setLength(text.length());
    } else {
      clear();
    }
  }

  void clear() {
    text.setLength(0);
    shown.setLength(0);
  }

  /// Puts another text in its place.
  void replace(String other) {
    clear();
    paste(other);
  }

  boolean isBlank() {
    return text.toString().isBlank();
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  String shown() {
    return shown.toString();
  }

  /// The text; the line is empty afterwards.
  String take() {
    String taken = text.toString();
    clear();
    return taken;
  }
}
