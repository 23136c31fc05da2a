package rowlock.task;

import java.util.Optional;

/// A task that is asked for but not on a board yet.
///
/// @param id the name it wants; without one the board gives it the next free number
/// @param spec what is to be done
public record NewTask(Optional<TaskId> id, TaskSpec spec) {
  /// A task with a name of its own.
  public static NewTask named(String id, TaskSpec spec) {
    return new NewTask(Optional.of(new TaskId(id)), spec);
  }

  /// A task that takes whatever name the board gives it.
  public static NewTask unnamed(TaskSpec spec) {
    return new NewTask(Optional.empty(), spec);
  }
}
