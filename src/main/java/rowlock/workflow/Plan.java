package rowlock.workflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import rowlock.board.Group;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.TaskGraph;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;

/// A plan that was read: a goal and the tasks that reach it.
///
/// Dependencies, parents, barriers and groups name tasks and groups of the plan itself, and nothing
/// waits for itself: [PlanReader] makes no other.
///
/// @param goal what it is for in one line, may be empty
/// @param masterPlan the plan in words, may be empty
/// @param tasks in the order of the file, at least one
/// @param groups in the order of the file; a group that is only named by tasks comes last
public record Plan(String goal, String masterPlan, List<PlannedTask> tasks, List<Group> groups) {
  public Plan {
    tasks = List.copyOf(tasks);
    groups = List.copyOf(groups);
  }

  /// The tasks to add to a board. A barrier depends on every other member of its group, so that it
  /// comes last whether or not the board is told about the groups.
  public List<NewTask> newTasks() {
    Map<TaskId, Set<TaskId>> barriers = barrierDependencies();
    return tasks.stream()
        .map(task -> {
          Set<TaskId> more = barriers.getOrDefault(task.id(), Set.of());
          return more.isEmpty()
              ? task.asNew()
              : NewTask.named(task.id().value(), after(task, more));
        })
        .toList();
  }

  /// SHA-256 in hex over what the plan means: ids, what each task wants, groups and goal. Layout,
  /// comments, order of tasks, estimates, and YAML or JSON make no difference.
  public String hash() {
    return PlanHash.of(this);
  }

  /// Which task waits for which: for its dependencies, a parent for its children, a barrier for the
  /// other members of its group.
  public TaskGraph graph() {
    Map<TaskId, Set<TaskId>> waits = new LinkedHashMap<>();
    for (PlannedTask task : tasks) {
      waits.put(task.id(), new LinkedHashSet<>(task.spec().links().dependencies()));
    }
    for (PlannedTask task : tasks) {
      Optional<TaskId> parent = task.spec().links().parent();
      parent.map(waits::get).ifPresent(of -> of.add(task.id()));
    }
    barrierDependencies()
        .forEach((barrier, members) ->
            Optional.ofNullable(waits.get(barrier)).ifPresent(of -> of.addAll(members)));
    return new TaskGraph(waits);
  }

  /// The tasks that have parts; nobody works on them.
  public Set<TaskId> parents() {
    Set<TaskId> parents = new HashSet<>();
    tasks.forEach(task -> task.spec().links().parent().ifPresent(parents::add));
    return Set.copyOf(parents);
  }

  private Map<TaskId, Set<TaskId>> barrierDependencies() {
    Map<TaskId, Set<TaskId>> waits = new TreeMap<>();
    Map<String, TaskId> barriers = new LinkedHashMap<>();
    groups.forEach(group -> group.barrier().ifPresent(task -> barriers.put(group.id(), task)));
    for (PlannedTask task : tasks) {
      TaskId barrier = task.spec().links().group().map(barriers::get).orElse(task.id());
      if (!barrier.equals(task.id())) {
        waits.computeIfAbsent(barrier, key -> new LinkedHashSet<>()).add(task.id());
      }
    }
    return waits;
  }

  private static TaskSpec after(PlannedTask task, Set<TaskId> more) {
    Links links = task.spec().links();
    List<TaskId> all = new ArrayList<>(links.dependencies());
    all.addAll(more);
    return task.spec()
        .with(
            new Links(all, links.onFailedDependency(), links.parent(), links.group(), links.run()));
  }
}
