package rowlock.task;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which task waits for which, as a value to ask questions of.
///
/// Every question costs O(tasks + links).
public final class TaskGraph {
  private final Map<TaskId, List<TaskId>> waitsFor;

  /// @param waitsFor for each task the tasks it waits for; links to tasks that are no key are
  ///   ignored
  public TaskGraph(Map<TaskId, ? extends Collection<TaskId>> waitsFor) {
    Map<TaskId, List<TaskId>> known = new LinkedHashMap<>();
    waitsFor.forEach((task, links) ->
        known.put(task, links.stream().filter(waitsFor::containsKey).distinct().toList()));
    this.waitsFor = Collections.unmodifiableMap(known);
  }

  /// The tasks, in the order given.
  public Set<TaskId> tasks() {
    return waitsFor.keySet();
  }

  /// What a task waits for.
  public List<TaskId> waitsFor(TaskId task) {
    return waitsFor.getOrDefault(task, List.of());
  }

  /// A cycle as the tasks on it, each waiting for the next and the last for the first; empty if
  /// there is none. Iterative depth-first search, so a chain of any length is fine.
  public Optional<List<TaskId>> findCycle() {
    Set<TaskId> finished = new HashSet<>();
    for (TaskId start : waitsFor.keySet()) {
      Optional<List<TaskId>> cycle = cycleFrom(start, finished);
      if (cycle.isPresent()) {
        return cycle;
      }
    }
    return Optional.empty();
  }

  private Optional<List<TaskId>> cycleFrom(TaskId start, Set<TaskId> finished) {
    List<TaskId> path = new ArrayList<>();
    Set<TaskId> onPath = new HashSet<>();
    Deque<TaskId> pending = new ArrayDeque<>(List.of(start));
    while (!pending.isEmpty()) {
      TaskId task = pending.peek();
      if (!path.isEmpty() && path.getLast().equals(task)) {
        path.removeLast();
        onPath.remove(task);
        finished.add(pending.pop());
      } else if (onPath.contains(task)) {
        return Optional.of(List.copyOf(path.subList(path.indexOf(task), path.size())));
      } else if (finished.contains(task)) {
        pending.pop();
      } else if (waitsFor(task).contains(task)) {
        return Optional.of(List.of(task));
      } else {
        path.add(task);
        onPath.add(task);
        waitsFor(task).forEach(pending::push);
      }
    }
    return Optional.empty();
  }

  /// The tasks in an order in which everything comes after what it waits for.
  ///
  /// @throws IllegalStateException if there is a cycle
  public List<TaskId> inOrder() {
    Map<TaskId, Integer> open = new HashMap<>();
    Map<TaskId, List<TaskId>> dependants = new HashMap<>();
    Deque<TaskId> ready = new ArrayDeque<>();
    for (TaskId task : waitsFor.keySet()) {
      open.put(task, waitsFor(task).size());
      waitsFor(task).forEach(d -> dependants.computeIfAbsent(d, k -> new ArrayList<>()).add(task));
      if (waitsFor(task).isEmpty()) {
        ready.add(task);
      }
    }
    List<TaskId> ordered = new ArrayList<>();
    while (!ready.isEmpty()) {
      TaskId task = ready.remove();
      ordered.add(task);
      for (TaskId dependant : dependants.getOrDefault(task, List.of())) {
        if (open.merge(dependant, -1, Integer::sum) == 0) {
          ready.add(dependant);
        }
      }
    }
    if (ordered.size() < waitsFor.size()) {
      throw new IllegalStateException("cycle: " + findCycle().orElseThrow());
    }
    return ordered;
  }

  /// The tasks by depth: the first list waits for nothing, each further one only for earlier ones.
  public List<List<TaskId>> levels() {
    Map<TaskId, Integer> depth = new HashMap<>();
    List<List<TaskId>> levels = new ArrayList<>();
    for (TaskId task : inOrder()) {
      int level =
          waitsFor(task).stream().mapToInt(d -> depth.getOrDefault(d, 0) + 1).max().orElse(0);
      depth.put(task, level);
      if (level == levels.size()) {
        levels.add(new ArrayList<>());
      }
      levels.get(level).add(task);
    }
    return levels;
  }

  /// The chain of tasks that takes longest, first to last: no number of agents can be faster.
  ///
  /// @param length how long each task takes
  public List<TaskId> criticalPath(Function<TaskId, Duration> length) {
    Map<TaskId, Duration> finish = new HashMap<>();
    Map<TaskId, TaskId> via = new HashMap<>();
    Duration longest = Duration.ofMillis(-1);
    @Nullable TaskId last = null;
    for (TaskId task : inOrder()) {
      Duration start = Duration.ZERO;
      for (TaskId dependency : waitsFor(task)) {
        Duration ready = finish.getOrDefault(dependency, Duration.ZERO);
        if (ready.compareTo(start) >= 0) {
          start = ready;
          via.put(task, dependency);
        }
      }
      Duration end = start.plus(length.apply(task));
      finish.put(task, end);
      if (end.compareTo(longest) > 0) {
        longest = end;
        last = task;
      }
    }
    List<TaskId> path = new ArrayList<>();
    for (TaskId task = last; task != null; task = via.get(task)) {
      path.addFirst(task);
    }
    return path;
  }
}
