package rowlock.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowlock.board.Board;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskGraph;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.task.TaskStatus;

/// How far a run is, and when it will be over as far as that can be computed.
///
/// @param run the run's name
/// @param counts how many of its tasks stand where; every status has an entry
/// @param seats who works on what, in the order of the agents' names
/// @param forecast when it will be over; absent until a task is finished or when nothing is left
public record RunProgress(
    String run, Map<TaskStatus, Integer> counts, List<Seat> seats, Optional<Forecast> forecast) {
  private static final Comparator<Seat> BY_AGENT = Comparator.comparing(Seat::agent);

  public RunProgress {
    seats = List.copyOf(seats);
  }

  /// An agent at work.
  ///
  /// @param agent its name
  /// @param task what it works on
  /// @param title what that is about
  /// @param age how long it has been at it
  public record Seat(String agent, TaskId task, String title, Duration age) {}

  /// When a run will be over.
  ///
  /// @param left computed: the longer of the longest chain of open tasks and all open work shared
  ///   by the agents at work, each task taken as long as the median of the finished ones
  /// @param basis how many finished tasks it was computed from
  public record Forecast(Duration left, int basis) {}

  /// How far a run is.
  ///
  /// @param history when its tasks were worked on
  public static RunProgress of(Board board, String run, RunHistory history, Instant now) {
    List<Task> tasks =
        board.tasks().stream()
            .filter(task -> task.spec().links().run().equals(Optional.of(run)))
            .toList();
    Map<TaskStatus, Integer> counts = new EnumMap<>(TaskStatus.class);
    for (TaskStatus status : TaskStatus.values()) {
      counts.put(status, 0);
    }
    tasks.forEach(task -> counts.merge(task.status(), 1, Integer::sum));
    List<Seat> seats =
        tasks.stream().flatMap(task -> seat(task, history, now).stream()).sorted(BY_AGENT).toList();
    return new RunProgress(run, counts, seats, forecast(board, tasks, seats, history));
  }

  /// How many tasks there are.
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// How many tasks stand there.
  public int count(TaskStatus status) {
    return counts.getOrDefault(status, 0);
  }

  private static Optional<Seat> seat(Task task, RunHistory history, Instant now) {
    return task.lease()
        .map(Lease::holder)
        .map(agent ->
            new Seat(
                agent.value(),
                task.id(),
                task.spec().description().title(),
                history
                    .timesOf(task.id())
                    .began()
                    .map(began -> Duration.between(began, now))
                    .filter(age -> !age.isNegative())
                    .orElse(Duration.ZERO)));
  }

  private static Optional<Forecast> forecast(
      Board board, List<Task> tasks, List<Seat> seats, RunHistory history) {
    List<Duration> lengths = history.lengths();
    Set<TaskId> open = new HashSet<>();
    for (Task task : tasks) {
      if (!task.isFinished() && !isBlockedForGood(task, board)) {
        open.add(task.id());
      }
    }
    if (lengths.isEmpty() || open.isEmpty()) {
      return Optional.empty();
    }
    Duration median = lengths.get(lengths.size() / 2);
    Map<TaskId, Duration> left = new HashMap<>();
    open.forEach(id -> left.put(id, median));
    seats.forEach(seat -> left.computeIfPresent(seat.task(), (id, all) -> rest(all, seat.age())));
    Duration chain = longestChain(board, tasks, left);
    Duration shared =
        left.values().stream()
            .reduce(Duration.ZERO, Duration::plus)
            .dividedBy(Math.max(1, seats.size()));
    Duration longer = chain.compareTo(shared) > 0 ? chain : shared;
    return Optional.of(new Forecast(longer, lengths.size()));
  }

  private static Duration longestChain(Board board, List<Task> tasks, Map<TaskId, Duration> left) {
    Map<TaskId, Set<TaskId>> waits = new HashMap<>();
    for (Task task : tasks) {
      if (left.containsKey(task.id())) {
        waits.put(task.id(), board.waitsFor(task));
      }
    }
    return new TaskGraph(waits)
        .criticalPath(id -> left.getOrDefault(id, Duration.ZERO)).stream()
            .map(id -> left.getOrDefault(id, Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration rest(Duration all, Duration spent) {
    return spent.compareTo(all) > 0 ? Duration.ZERO : all.minus(spent);
  }

  private static boolean isBlockedForGood(Task task, Board board) {
    return task.state() instanceof TaskState.Blocked blocked
        && blocked.waitingFor().stream()
            .flatMap(id -> board.task(id).stream())
            .anyMatch(Task::isFinished);
  }
}
