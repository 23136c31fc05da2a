package rowlock.task;

/// How urgent a task is.
///
/// @param level 1 (most urgent) to 10
public record Priority(int level) implements Comparable<Priority> {
  /// What a task gets when nobody says otherwise.
  public static final Priority NORMAL = new Priority(5);

  public Priority {
    if (level < 1 || level > 10) {
      throw new IllegalArgumentException("priority: 1 (most urgent) to 10, not " + level);
    }
  }

  @Override
  public int compareTo(Priority other) {
    return Integer.compare(level, other.level);
  }
}
