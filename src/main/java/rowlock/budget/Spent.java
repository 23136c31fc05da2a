package rowlock.budget;

/// What is known of an attempt that ended without a figure.
public enum Spent {
  /// It never began, so it cost nothing.
  NOTHING,
  /// It may have cost something, and nobody knows what.
  UNKNOWN
}
