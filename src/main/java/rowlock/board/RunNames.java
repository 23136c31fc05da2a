package rowlock.board;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import rowlock.task.Links;
import rowlock.task.Name;
import rowlock.task.NewTask;
import rowlock.task.TaskId;

/// The names under which the tasks of a plan come onto a board.
///
/// A plan's own names, as long as nobody has them; but plans are written apart from each other, and
/// names are given once for ever. So if one of them is taken, all tasks and groups of the plan get
/// the run's name in front: `second.build`.
final class RunNames {
  private final Tasks tasks;
  private final String run;

  RunNames(Tasks tasks, String run) {
    this.tasks = tasks;
    this.run = run;
  }

  /// The tasks under names that nobody has; under their own, to be refused, if others would be too
  /// long.
  List<NewTask> distinct(List<NewTask> plan) {
    Set<TaskId> own = new TreeSet<>();
    Set<String> groups = new TreeSet<>();
    for (NewTask task : plan) {
      task.id().ifPresent(own::add);
      task.spec().links().group().ifPresent(groups::add);
    }
    boolean free =
        own.stream().noneMatch(tasks::isTaken)
            && groups.stream().noneMatch(tasks.relations().groups()::containsKey);
    boolean tooLong =
        own.stream().anyMatch(id -> isTooLong(id.value()))
            || groups.stream().anyMatch(this::isTooLong);
    return free || tooLong ? plan : plan.stream().map(task -> renamed(task, own)).toList();
  }

  private NewTask renamed(NewTask task, Set<TaskId> own) {
    Links links = task.spec().links();
    Links renamed =
        new Links(
            links.dependencies().stream().map(id -> renamed(id, own)).toList(),
            links.onFailedDependency(),
            links.parent().map(id -> renamed(id, own)),
            links.group().map(group -> run + "." + group),
            links.run());
    return new NewTask(task.id().map(id -> renamed(id, own)), task.spec().with(renamed));
  }

  /// A name from outside the plan stays.
  private TaskId renamed(TaskId id, Set<TaskId> own) {
    return own.contains(id) ? new TaskId(run + "." + id) : id;
  }

  private boolean isTooLong(String name) {
    return run.length() + 1 + name.length() > Name.MAX_LENGTH;
  }
}
