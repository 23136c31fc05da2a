package rowlock.fake;

/// What comes from the terminal.
sealed interface Keystroke {
  /// A character.
  record Typed(String text) implements Keystroke {}

  /// A bracketed paste, with newlines.
  record Pasted(String text) implements Keystroke {}

  /// The terminal told where the cursor is, which it was moved to the lower right corner for.
  record Sized(int rows, int columns) implements Keystroke {}

  /// The terminal is gone.
  record Gone() implements Keystroke {}

  /// A key with a name.
  enum Named implements Keystroke {
    ENTER,
    NEWLINE,
    ESCAPE,
    CTRL_C,
    CTRL_D,
    CTRL_U,
    BACKSPACE,
    UP,
    DOWN,
    /// One that means nothing here.
    OTHER
  }
}
