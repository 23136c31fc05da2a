package rowlock.board;

import java.util.Collection;
import java.util.Optional;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;
import rowlock.task.Task;
import rowlock.task.TaskId;

/// Which tasks belong to which, looked up from the other end.
///
/// @param waiters for each task those that wait for it: dependants, its parent, its group's barrier
/// @param children the parts of each parent
/// @param groups every group by its name
/// @param barriers every group that has a barrier, by that task
/// @param members the tasks of each group
record Relations(
    TreePMap<TaskId, PSortedSet<TaskId>> waiters,
    TreePMap<TaskId, PSortedSet<TaskId>> children,
    TreePMap<String, Group> groups,
    TreePMap<TaskId, Group> barriers,
    TreePMap<String, PSortedSet<TaskId>> members) {
  static final Relations EMPTY =
      new Relations(
          TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

  PSortedSet<TaskId> waitersOf(TaskId task) {
    return waiters.getOrDefault(task, TreePSet.empty());
  }

  PSortedSet<TaskId> childrenOf(TaskId task) {
    return children.getOrDefault(task, TreePSet.empty());
  }

  PSortedSet<TaskId> membersOf(String group) {
    return members.getOrDefault(group, TreePSet.empty());
  }

  /// The group whose barrier a task is.
  Optional<Group> guardedBy(TaskId task) {
    return Optional.ofNullable(barriers.get(task));
  }

  /// With a task that waits for others.
  Relations plus(Task task, Collection<TaskId> waitsFor) {
    Relations next = this;
    for (TaskId other : waitsFor) {
      next = next.withWaiter(other, task.id());
    }
    Optional<TaskId> parent = task.spec().links().parent();
    if (parent.isPresent()) {
      next =
          new Relations(
              next.withWaiter(task.id(), parent.get()).waiters,
              children.plus(parent.get(), childrenOf(parent.get()).plus(task.id())),
              groups,
              barriers,
              members);
    }
    Optional<String> group = task.spec().links().group();
    return group.isPresent() ? next.withMember(group.get(), task.id()) : next;
  }

  private Relations withMember(String group, TaskId task) {
    Relations next =
        new Relations(
            waiters, children, groups, barriers, members.plus(group, membersOf(group).plus(task)));
    return Optional.ofNullable(groups.get(group))
        .flatMap(Group::barrier)
        .map(barrier -> next.withWaiter(task, barrier))
        .orElse(next);
  }

  Relations plus(Group group) {
    TreePMap<String, Group> known = groups.plus(group.id(), group);
    if (group.barrier().isEmpty()) {
      return new Relations(waiters, children, known, barriers, members);
    }
    TaskId barrier = group.barrier().get();
    Relations next =
        new Relations(waiters, children, known, barriers.plus(barrier, group), members);
    for (TaskId member : membersOf(group.id())) {
      next = next.withWaiter(member, barrier);
    }
    return next;
  }

  /// Without a task that left the board; its parts left before it.
  Relations minus(Task task, Collection<TaskId> waitsFor) {
    Relations next = this;
    for (TaskId other : waitsFor) {
      next = next.withoutWaiter(other, task.id());
    }
    Optional<TaskId> parent = task.spec().links().parent();
    if (parent.isPresent()) {
      next =
          new Relations(
              next.withoutWaiter(task.id(), parent.get()).waiters,
              without(children, parent.get(), task.id()),
              groups,
              barriers,
              members);
    }
    Optional<String> group = task.spec().links().group();
    return group.isPresent() ? next.withoutMember(group.get(), task.id()) : next;
  }

  private Relations withoutMember(String group, TaskId task) {
    Relations next =
        new Relations(waiters, children, groups, barriers, without(members, group, task));
    return Optional.ofNullable(groups.get(group))
        .flatMap(Group::barrier)
        .map(barrier -> next.withoutWaiter(task, barrier))
        .orElse(next);
  }

  private Relations withoutWaiter(TaskId awaited, TaskId waiter) {
    return new Relations(without(waiters, awaited, waiter), children, groups, barriers, members);
  }

  private static <K> TreePMap<K, PSortedSet<TaskId>> without(
      TreePMap<K, PSortedSet<TaskId>> sets, K key, TaskId task) {
    PSortedSet<TaskId> left = sets.getOrDefault(key, TreePSet.empty()).minus(task);
    return left.isEmpty() ? sets.minus(key) : sets.plus(key, left);
  }

  private Relations withWaiter(TaskId awaited, TaskId waiter) {
    return new Relations(
        waiters.plus(awaited, waitersOf(awaited).plus(waiter)),
        children,
        groups,
        barriers,
        members);
  }
}
