package rowlock.team;

/// How much a message wants to be read.
public enum Importance {
  /// When convenient.
  LOW,
  /// At the next turn.
  NORMAL,
  /// Before anything else.
  HIGH
}
