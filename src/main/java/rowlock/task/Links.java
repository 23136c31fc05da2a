package rowlock.task;

import java.util.List;
import java.util.Optional;

/// How a task hangs together with others.
///
/// @param dependencies tasks that must be done first
/// @param onFailedDependency what happens when one of them fails for good
/// @param parent the task this one is a part of; a parent is done when its children are
/// @param group the group this task belongs to
/// @param run the run this task was planned for; its work is merged into that run's branch
public record Links(
    List<TaskId> dependencies,
    DependencyPolicy onFailedDependency,
    Optional<TaskId> parent,
    Optional<String> group,
    Optional<String> run) {
  /// No ties at all.
  public static final Links NONE = after(List.of());

  public Links {
    dependencies = Text.list("dependencies", dependencies);
    group.ifPresent(name -> Name.require("group_id", name));
    run.ifPresent(name -> Name.require("run", name));
  }

  /// Only dependencies, with the policy to wait.
  public static Links after(List<TaskId> dependencies) {
    return new Links(
        dependencies, DependencyPolicy.BLOCK, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The same links as part of a run.
  public Links inRun(String name) {
    return new Links(dependencies, onFailedDependency, parent, group, Optional.of(name));
  }
}
