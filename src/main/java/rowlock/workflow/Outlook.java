package rowlock.workflow;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rowlock.task.TaskGraph;
import rowlock.task.TaskId;

/// A plan with what advice is made of: who waits for whom, and how long everything takes.
///
/// @param plan the plan
/// @param graph its tasks' dependencies
/// @param estimates of every task that is worked on, in the order of the plan
record Outlook(Plan plan, TaskGraph graph, Map<TaskId, Estimate> estimates) {
  static Outlook on(Plan plan) {
    Set<TaskId> parents = plan.parents();
    Map<TaskId, Estimate> estimates = new LinkedHashMap<>();
    for (PlannedTask task : plan.tasks()) {
      if (!parents.contains(task.id())) {
        estimates.put(task.id(), Estimate.of(task));
      }
    }
    return new Outlook(plan, plan.graph(), Collections.unmodifiableMap(estimates));
  }

  /// The tasks that are worked on.
  List<PlannedTask> work() {
    return plan.tasks().stream().filter(task -> isWork(task.id())).toList();
  }

  boolean isWork(TaskId task) {
    return estimates.containsKey(task);
  }

  Estimate estimate(TaskId task) {
    Estimate estimate = estimates.get(task);
    if (estimate == null) {
      throw new IllegalArgumentException("nobody works on " + task);
    }
    return estimate;
  }

  Duration lengthOf(TaskId task) {
    return isWork(task) ? estimate(task).length() : Duration.ZERO;
  }
}
