package rowlock.process;

/// Whether a process is there, as far as it can be told.
public enum Liveness {
  /// It is there and is the one that was meant.
  ALIVE,
  /// It has ended: its number is free, belongs to a later process, or is kept by a zombie.
  GONE,
  /// It cannot be told at the moment. Never to be treated as gone.
  UNKNOWN
}
