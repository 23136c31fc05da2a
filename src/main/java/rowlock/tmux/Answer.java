package rowlock.tmux;

/// What came of a list of commands.
sealed interface Answer {
  /// Every command was done; what they printed.
  record Done(String text) implements Answer {}

  /// There is no server at the socket.
  record NoServer() implements Answer {}

  /// One command was refused, and those after it were not tried.
  record Refused(String reason) implements Answer {}

  /// It cannot be told what was done.
  record Unclear(String reason) implements Answer {}

  /// What was printed.
  ///
  /// @throws TmuxFailed if not everything was done
  default String text(String wanted) {
    return switch (this) {
      case Done(String printed) -> printed;
      case NoServer() -> throw new TmuxFailed(wanted + ": there is no tmux server");
      case Refused(String reason) -> throw new TmuxFailed(wanted + ": tmux says " + reason);
      case Unclear(String reason) -> throw new TmuxFailed(wanted + ": " + reason);
    };
  }
}
