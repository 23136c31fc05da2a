package rowlock.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePSet;
import rowlock.task.Requirement;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.team.Agent;

/// The available tasks, most urgent first, in one lane for each distinct requirement.
///
/// Urgency grows with waiting: every `ageingStep` counts as one priority level. Since all tasks age
/// at the same rate, their order never changes while they wait, and can be kept as a sorted set of
/// `since + priority * ageingStep`; so ageing is free and handing out stays O(log n) in the tasks
/// and O(k) in the distinct requirements.
final class ReadyQueue {
  private final Duration ageingStep;
  private final HashPMap<Requirement, TreePSet<Place>> lanes;

  /// One task's place in its lane.
  private record Place(Instant rank, TaskId task) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::rank).thenComparing(Place::task);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private ReadyQueue(Duration ageingStep, HashPMap<Requirement, TreePSet<Place>> lanes) {
    this.ageingStep = ageingStep;
    this.lanes = lanes;
  }

  static ReadyQueue empty(Duration ageingStep) {
    return new ReadyQueue(ageingStep, HashTreePMap.empty());
  }

  /// The most urgent task that the agent may take.
  Optional<TaskId> firstFor(Agent agent) {
    @Nullable Place best = null;
    for (Map.Entry<Requirement, TreePSet<Place>> lane : lanes.entrySet()) {
      Place first = lane.getValue().first();
      if ((best == null || first.compareTo(best) < 0) && agent.satisfies(lane.getKey())) {
        best = first;
      }
    }
    return best == null ? Optional.empty() : Optional.of(best.task());
  }

  /// Whether a task waits here to be handed out, at the place it should have.
  boolean contains(Task task) {
    return task.state() instanceof TaskState.Available available
        && lanes
            .getOrDefault(task.spec().requirement(), TreePSet.empty())
            .contains(place(task, available.since()));
  }

  /// Whether a waiting task comes before another one.
  boolean isBefore(Task one, Task other) {
    return one.state() instanceof TaskState.Available first
        && other.state() instanceof TaskState.Available second
        && place(one, first.since()).compareTo(place(other, second.since())) < 0;
  }

  ReadyQueue replace(@Nullable Task before, @Nullable Task after) {
    ReadyQueue without = before == null ? this : without(before);
    return after == null ? without : without.with(after);
  }

  private ReadyQueue with(Task task) {
    if (!(task.state() instanceof TaskState.Available available)) {
      return this;
    }
    Requirement requirement = task.spec().requirement();
    TreePSet<Place> lane = lanes.getOrDefault(requirement, TreePSet.empty());
    return new ReadyQueue(
        ageingStep, lanes.plus(requirement, lane.plus(place(task, available.since()))));
  }

  private ReadyQueue without(Task task) {
    if (!(task.state() instanceof TaskState.Available available)) {
      return this;
    }
    Requirement requirement = task.spec().requirement();
    TreePSet<Place> lane =
        lanes.getOrDefault(requirement, TreePSet.empty()).minus(place(task, available.since()));
    return new ReadyQueue(
        ageingStep, lane.isEmpty() ? lanes.minus(requirement) : lanes.plus(requirement, lane));
  }

  /// The order in which available tasks are handed out; tasks that are not available come last.
  Comparator<Task> byUrgency() {
    return Comparator.comparing(task ->
        task.state() instanceof TaskState.Available available
            ? place(task, available.since())
            : new Place(Instant.MAX, task.id()));
  }

  private Place place(Task task, Instant since) {
    int level = task.spec().terms().priority().level();
    return new Place(since.plus(ageingStep.multipliedBy(level)), task.id());
  }
}
