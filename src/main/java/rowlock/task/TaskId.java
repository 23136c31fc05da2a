package rowlock.task;

/// The name of a task, unique on its board for ever.
///
/// @param value a well-formed [Name], so it can stand in a branch name, a file name and an argument
///   list without quoting
public record TaskId(String value) implements Comparable<TaskId> {
  public TaskId {
    Name.require("task id", value);
  }

  @Override
  public int compareTo(TaskId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
