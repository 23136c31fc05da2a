package rowlock.workflow;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowlock.board.Group;
import rowlock.task.TaskId;
import rowlock.task.Text;

/// What can only be said of a plan as a whole: that every link leads somewhere and nothing waits
/// for itself.
final class LinkCheck {
  /// How many tasks of a cycle are named.
  private static final int MAX_NAMED = 20;

  private final Plan plan;
  private final List<Fields> fields;
  private final Set<String> taskNames;
  private final Problems problems;

  /// @param fields those of each task, in the order of the plan's tasks
  /// @param taskNames what tasks are called, also where the name is no good
  LinkCheck(Plan plan, List<Fields> fields, Set<String> taskNames, Problems problems) {
    this.plan = plan;
    this.fields = List.copyOf(fields);
    this.taskNames = taskNames;
    this.problems = problems;
  }

  void run() {
    Set<String> groups = plan.groups().stream().map(Group::id).collect(Collectors.toSet());
    Map<TaskId, Fields> first = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      PlannedTask task = plan.tasks().get(i);
      Fields of = fields.get(i);
      Fields other = first.putIfAbsent(task.id(), of);
      if (other != null) {
        refuseTwin(task, of, other);
      }
      checkDependencies(task, of);
      checkParent(task, of);
      task.spec()
          .links()
          .group()
          .filter(name -> !groups.contains(name))
          .ifPresent(name ->
              of.refuse("group_id", "no group " + Text.quote(name) + " in 'groups' of this plan"));
    }
    plan.graph()
        .findCycle()
        .filter(cycle -> cycle.size() > 1)
        .ifPresent(cycle -> refuseCycle(cycle, first));
    checkBarriers();
  }

  private void refuseTwin(PlannedTask task, Fields of, Fields other) {
    String given = of.source("id").isPresent() ? "" : " (given by position)";
    of.refuse(
        "id",
        "there is another task "
            + Text.quote(task.id().value())
            + given
            + " on line "
            + other.place().line());
  }

  private void checkDependencies(PlannedTask task, Fields of) {
    for (Fields.Entry entry : of.entries("dependencies")) {
      if (entry.text().equals(task.id().value())) {
        problems.add(entry.place(), entry.path(), "task " + task.id() + " cannot wait for itself");
      } else if (!taskNames.contains(entry.text())) {
        problems.add(
            entry.place(), entry.path(), "no task " + Text.quote(entry.text()) + " in this plan");
      }
    }
  }

  private void checkParent(PlannedTask task, Fields of) {
    Optional<TaskId> parent = task.spec().links().parent();
    if (parent.filter(task.id()::equals).isPresent()) {
      of.refuse("parent_id", "task " + task.id() + " cannot be its own parent");
    } else {
      parent
          .filter(id -> !taskNames.contains(id.value()))
          .ifPresent(
              id -> of.refuse("parent_id", "no task " + Text.quote(id.value()) + " in this plan"));
    }
  }

  private void refuseCycle(List<TaskId> cycle, Map<TaskId, Fields> byTask) {
    Stream<String> names = cycle.stream().limit(MAX_NAMED).map(TaskId::value);
    String end =
        cycle.size() > MAX_NAMED
            ? " -> ... (" + cycle.size() + " tasks)"
            : " -> " + cycle.getFirst();
    String links =
        cycle.stream().anyMatch(plan.parents()::contains)
            ? " (a parent waits for its children)"
            : "";
    Optional.ofNullable(byTask.get(cycle.getFirst()))
        .ifPresent(of ->
            of.refuse(
                "dependencies",
                "tasks wait for each other: "
                    + names.collect(Collectors.joining(" -> "))
                    + end
                    + links));
  }

  /// A barrier depends on all members, and a task has at most [Text#MAX_ENTRIES] dependencies.
  private void checkBarriers() {
    Map<TaskId, Integer> position = new HashMap<>();
    plan.tasks().forEach(task -> position.putIfAbsent(task.id(), position.size()));
    for (Group group : plan.groups()) {
      Optional<Integer> barrier = group.barrier().map(position::get);
      if (barrier.isPresent()) {
        TaskId id = plan.tasks().get(barrier.get()).id();
        Set<TaskId> all = new LinkedHashSet<>(plan.graph().waitsFor(id));
        if (all.size() > Text.MAX_ENTRIES) {
          fields
              .get(barrier.get())
              .refuse(
                  "dependencies",
                  "as barrier of "
                      + group.id()
                      + " it waits for "
                      + all.size()
                      + " tasks; at most "
                      + Text.MAX_ENTRIES);
        }
      }
    }
  }
}
