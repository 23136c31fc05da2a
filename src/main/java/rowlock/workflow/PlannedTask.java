package rowlock.workflow;

import java.time.Duration;
import java.util.Optional;
import rowlock.task.NewTask;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;

/// A task as a plan wants it.
///
/// @param id its name in the plan
/// @param spec what is to be done
/// @param estimate how long its author thinks an agent takes; advice uses it, nothing else
/// @param line where it begins in the file, 1 for the first
public record PlannedTask(TaskId id, TaskSpec spec, Optional<Duration> estimate, int line) {
  NewTask asNew() {
    return new NewTask(Optional.of(id), spec);
  }
}
