package rowlock.tmux;

/// What came of typing into a pane.
public enum Typing {
  /// The terminal has it. Whether the program took it only its screen or its own signals tell.
  DONE,
  /// There is no such pane.
  GONE,
  /// The program of the pane has ended; nothing was typed.
  ENDED,
  /// A user scrolls in the pane, or is in another mode of tmux; nothing was typed.
  COPY_MODE,
  /// The text has several lines, and the program is not known to want bracketed pastes: it would
  /// take every line for itself. Nothing was typed; type the path of a file instead.
  ONE_LINE_ONLY,
  /// It cannot be told whether it was typed; only of several at a time, one alone throws.
  UNCLEAR
}
