package rowlock.board;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.task.TaskStatus;

/// How many tasks stand where, and who holds which.
///
/// @param counts for every status
/// @param held the tasks each agent holds now; agents without any are absent
record Census(Map<TaskStatus, Integer> counts, TreePMap<AgentId, PSortedSet<TaskId>> held) {
  static final Census EMPTY = new Census(zero(), TreePMap.empty());

  Census replace(@Nullable Task before, @Nullable Task after) {
    Map<TaskStatus, Integer> next = new EnumMap<>(counts);
    TreePMap<AgentId, PSortedSet<TaskId>> holders = held;
    if (before != null) {
      next.merge(before.status(), -1, Integer::sum);
      if (before.state() instanceof TaskState.Held state) {
        holders = without(holders, state.lease().holder(), before.id());
      }
    }
    if (after != null) {
      next.merge(after.status(), 1, Integer::sum);
      if (after.state() instanceof TaskState.Held state) {
        holders = with(holders, state.lease().holder(), after.id());
      }
    }
    return new Census(Collections.unmodifiableMap(next), holders);
  }

  PSortedSet<TaskId> heldBy(AgentId agent) {
    return held.getOrDefault(agent, TreePSet.empty());
  }

  List<TaskId> allHeld() {
    return held.values().stream().flatMap(PSortedSet::stream).toList();
  }

  private static TreePMap<AgentId, PSortedSet<TaskId>> with(
      TreePMap<AgentId, PSortedSet<TaskId>> holders, AgentId agent, TaskId task) {
    return holders.plus(agent, holders.getOrDefault(agent, TreePSet.empty()).plus(task));
  }

  private static TreePMap<AgentId, PSortedSet<TaskId>> without(
      TreePMap<AgentId, PSortedSet<TaskId>> holders, AgentId agent, TaskId task) {
    PSortedSet<TaskId> left = holders.getOrDefault(agent, TreePSet.empty()).minus(task);
    return left.isEmpty() ? holders.minus(agent) : holders.plus(agent, left);
  }

  private static Map<TaskStatus, Integer> zero() {
    Map<TaskStatus, Integer> zero = new EnumMap<>(TaskStatus.class);
    for (TaskStatus status : TaskStatus.values()) {
      zero.put(status, 0);
    }
    return Collections.unmodifiableMap(zero);
  }
}
