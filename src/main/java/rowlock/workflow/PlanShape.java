package rowlock.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rowlock.task.TaskId;

/// How large, how long and how wide a plan is.
///
/// @param tasks how many tasks are worked on; parents are not, their parts are
/// @param work the time of all of them one after the other
/// @param criticalPath the chain of tasks that takes longest, first to last
/// @param criticalTime the time of that chain; no number of agents is faster
/// @param widestLevel the most tasks that are equally far from the start
public record PlanShape(
    int tasks,
    Total work,
    List<TaskId> criticalPath,
    Total criticalTime,
    List<TaskId> widestLevel) {
  public PlanShape {
    criticalPath = List.copyOf(criticalPath);
    widestLevel = List.copyOf(widestLevel);
  }

  static PlanShape of(Outlook outlook) {
    List<TaskId> path =
        outlook.graph().criticalPath(outlook::lengthOf).stream().filter(outlook::isWork).toList();
    return new PlanShape(
        outlook.estimates().size(),
        Total.of(outlook.estimates().values()),
        path,
        Total.of(path.stream().map(outlook::estimate).toList()),
        widestLevel(outlook));
  }

  /// How many agents make sense: as many as the widest level has tasks, but no more than it takes
  /// to do all the work in the time of the critical path.
  public int agents() {
    return Math.clamp(atFullLoad(), 1, Math.max(1, widestLevel.size()));
  }

  /// Why that many.
  public String whyAgents() {
    return "the widest level has %d tasks, and %s of work in a critical path of %s keep %d busy"
        .formatted(widestLevel.size(), work, criticalTime, atFullLoad());
  }

  /// How much faster than one agent the plan can be at best: all work over the critical path.
  public double idealSpeedUp() {
    return criticalTime.length().isZero()
        ? 1
        : (double) work.length().toMillis() / criticalTime.length().toMillis();
  }

  private int atFullLoad() {
    Duration path = criticalTime.length();
    return path.isZero()
        ? 1
        : Math.toIntExact(Math.ceilDiv(work.length().toMillis(), path.toMillis()));
  }

  /// Levels count work only: what waits for a parent comes right after the parent's last part.
  private static List<TaskId> widestLevel(Outlook outlook) {
    Map<TaskId, Integer> finish = new HashMap<>();
    List<List<TaskId>> levels = new ArrayList<>();
    for (TaskId task : outlook.graph().inOrder()) {
      int start = outlook.graph().waitsFor(task).stream().mapToInt(finish::get).max().orElse(0);
      finish.put(task, outlook.isWork(task) ? start + 1 : start);
      if (outlook.isWork(task)) {
        while (levels.size() <= start) {
          levels.add(new ArrayList<>());
        }
        levels.get(start).add(task);
      }
    }
    List<TaskId> widest = List.of();
    for (List<TaskId> level : levels) {
      widest = level.size() > widest.size() ? level : widest;
    }
    return widest;
  }
}
