package rowlock.board;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;

/// How deep parts of parts go in a batch that is about to be added. A part inherits from every task
/// above it, so depth costs time.
final class Nesting {
  /// The most levels of parts below a task that is no part itself.
  static final int MAX_LEVELS = 32;

  private final Draft draft;
  private final Map<TaskId, TaskSpec> batch;

  Nesting(Draft draft, Map<TaskId, TaskSpec> batch) {
    this.draft = draft;
    this.batch = batch;
  }

  /// Why the batch cannot be added, if its tasks are parts of each other in a circle or too deep.
  Optional<Rejection> refuse() {
    Set<TaskId> sound = new HashSet<>();
    for (TaskId id : batch.keySet()) {
      List<TaskId> above = new ArrayList<>();
      Set<TaskId> seen = new HashSet<>();
      for (Optional<TaskId> next = Optional.of(id);
          next.isPresent() && !sound.contains(next.get());
          next = parent(next.get())) {
        if (!seen.add(next.get())) {
          List<TaskId> circle = above.subList(above.indexOf(next.get()), above.size());
          // Parents wait for their parts, so the circle of waiting runs the other way.
          return Optional.of(new Rejection.Cycle(circle.reversed()));
        }
        above.add(next.get());
      }
      sound.addAll(above);
    }
    return batch.keySet().stream().anyMatch(this::isTooDeep)
        ? Optional.of(new Rejection.LimitReached("levels of parts within parts", MAX_LEVELS))
        : Optional.empty();
  }

  private boolean isTooDeep(TaskId id) {
    int levels = 0;
    for (Optional<TaskId> next = parent(id); next.isPresent(); next = parent(next.get())) {
      if (++levels > MAX_LEVELS) {
        return true;
      }
    }
    return false;
  }

  private Optional<TaskId> parent(TaskId id) {
    TaskSpec spec = batch.get(id);
    return spec == null
        ? draft.find(id).map(Task::spec).flatMap(above -> above.links().parent())
        : spec.links().parent();
  }
}
