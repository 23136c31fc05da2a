package rowlock.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import rowlock.budget.Parked;
import rowlock.budget.Reservation;
import rowlock.budget.Totals;
import rowlock.need.Need;
import rowlock.need.NeedKind;
import rowlock.task.AgentId;
import rowlock.task.DependencyPolicy;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskGraph;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.task.TaskStatus;

/// What is wrong with a board as a whole, between two decisions.
final class BoardChecks {
  private final Board board;
  private final Settling settling;
  private final List<Invariants.Violation> found = new ArrayList<>();

  BoardChecks(Board board) {
    this.board = board;
    this.settling = new Settling(board);
  }

  List<Invariants.Violation> run() {
    checkCensus();
    checkFences();
    checkGraph();
    checkDeadline();
    checkNeeds();
    checkBudgets();
    for (Task task : board.tasks()) {
      checkWaiting(task);
      int attempts = 1 + task.spec().terms().retry().maxRetries();
      check("T7", task.failures() <= attempts, task, "has failed " + task.failures() + " times");
    }
    return List.copyOf(found);
  }

  private void checkCensus() {
    Map<TaskStatus, Integer> counts = new EnumMap<>(TaskStatus.class);
    Map<AgentId, Set<TaskId>> held = new TreeMap<>();
    for (TaskStatus status : TaskStatus.values()) {
      counts.put(status, 0);
    }
    for (Task task : board.tasks()) {
      counts.merge(task.status(), 1, Integer::sum);
      task.lease()
          .ifPresent(lease ->
              held.computeIfAbsent(lease.holder(), agent -> new TreeSet<>()).add(task.id()));
      boolean queued = board.taskTable().ready().contains(task);
      check("S1", queued == (task.status() == TaskStatus.AVAILABLE), task, "cannot be found");
    }
    check("T8", counts.equals(board.counts()), "counts are " + board.counts() + ", not " + counts);
    held.forEach((agent, tasks) ->
        check("T1", tasks.equals(board.heldBy(agent)), agent + " holds " + tasks));
    check(
        "T1",
        board.taskTable().census().allHeld().size()
            == held.values().stream().mapToInt(Set::size).sum(),
        "somebody seems to hold what nobody holds");
  }

  private void checkFences() {
    Set<Long> seen = new HashSet<>();
    for (Task task : board.tasks()) {
      Optional<Long> fence =
          task.state() instanceof TaskState.Submitted submitted
              ? Optional.of(submitted.fence())
              : task.lease().map(Lease::fence);
      fence.ifPresent(value -> {
        check("T2", seen.add(value), task, "shares its fence");
        check("T2", value <= board.position() + board.fenceBase(), task, "has a fence of tomorrow");
      });
    }
  }

  private void checkGraph() {
    Map<TaskId, Set<TaskId>> links = new LinkedHashMap<>();
    for (Task task : board.tasks()) {
      if (!task.isFinished()) {
        links.put(task.id(), board.waitsFor(task));
      }
    }
    new TaskGraph(links)
        .findCycle()
        .ifPresent(cycle -> check("T6", false, "tasks wait for each other: " + cycle));
  }

  private void checkDeadline() {
    Instant grace = board.graceUntil().orElse(Instant.MIN);
    Optional<Instant> due =
        Stream.concat(
                board.tasks().stream().flatMap(task -> due(task, grace).stream()),
                board.budgets().parked().stream().map(Parked::until))
            .min(Instant::compareTo);
    check("L1", due.equals(board.nextDeadline()), "nothing happens at " + due);
  }

  private void checkNeeds() {
    for (Need need : board.needs()) {
      boolean there = need.agent().map(agent -> board.agent(agent).isPresent()).orElse(true);
      check("N2", there, "need " + need.id() + " waits for an agent that is gone");
      boolean moot =
          (need.kind() == NeedKind.MERGE || need.kind() == NeedKind.STUCK)
              && need.task()
                  .flatMap(board::task)
                  .filter(task ->
                      task.state() instanceof TaskState.Done
                          || task.state() instanceof TaskState.Cancelled)
                  .isPresent();
      check("N2", !moot, "need " + need.id() + " waits for a task that has ended");
    }
  }

  /// What is reserved is what open reservations hold, and none is open in a run that ended.
  private void checkBudgets() {
    Map<String, Long> usd = new TreeMap<>();
    Map<String, Long> tokens = new TreeMap<>();
    for (Reservation one : board.budgets().open()) {
      String run = one.purpose().run();
      usd.merge(run, one.estimate().usdMicros().orElse(0L), Long::sum);
      tokens.merge(run, one.estimate().tokens().orElse(0L), Long::sum);
    }
    for (Run run : board.runs()) {
      Totals totals = board.budgets().ofRun(run.id());
      check(
          "B3",
          totals.usd().reserved() == usd.getOrDefault(run.id(), 0L)
              && totals.tokens().reserved() == tokens.getOrDefault(run.id(), 0L),
          "run " + run.id() + " has other reservations than its sums say");
      check(
          "B3",
          run.outcome().isEmpty() || !usd.containsKey(run.id()),
          "run " + run.id() + " has ended, and something is still reserved");
    }
  }

  private static Optional<Instant> due(Task task, Instant grace) {
    return switch (task.state()) {
      case TaskState.Claimed claimed -> Optional.of(later(claimed.lease().until(), grace));
      case TaskState.InProgress working -> {
        Instant tooLong = working.since().plus(task.spec().terms().timeout());
        Instant lease = working.lease().until();
        yield Optional.of(later(lease.isBefore(tooLong) ? lease : tooLong, grace));
      }
      case TaskState.Failed failed -> failed.retryAt();
      case TaskState.Blocked blocked -> Optional.empty();
      case TaskState.Available available -> Optional.empty();
      case TaskState.Submitted submitted -> Optional.empty();
      case TaskState.Done done -> Optional.empty();
      case TaskState.Cancelled cancelled -> Optional.empty();
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private void checkWaiting(Task task) {
    if (task.state() instanceof TaskState.Available) {
      check("T5", settling.open(task).isEmpty(), task, "is available too early");
      check("T9", board.childrenOf(task.id()).isEmpty(), task, "has parts and is handed out");
    } else if (task.state() instanceof TaskState.Blocked blocked) {
      check("T5", settling.open(task).equals(blocked.waitingFor()), task, "waits in vain");
      for (TaskId other : blocked.waitingFor()) {
        boolean doomed =
            settling.isLost(other) && settling.policy(task, other) == DependencyPolicy.CANCEL;
        check("T9", !doomed, task, "should have been cancelled for " + other);
        check("T9", board.task(other).isPresent() || settling.isLost(other), task, "waits in vain");
      }
    } else if (task.state() instanceof TaskState.Cancelled) {
      for (TaskId part : board.childrenOf(task.id())) {
        boolean over = board.task(part).map(Task::isFinished).orElse(true);
        check("T9", over, task, "is cancelled, but its part " + part + " is not");
      }
    }
  }

  private void check(String invariant, boolean holds, Task task, String otherwise) {
    check(invariant, holds, "task " + task.id() + " (" + task.status() + ") " + otherwise);
  }

  private void check(String invariant, boolean holds, String otherwise) {
    if (!holds) {
      found.add(new Invariants.Violation(invariant, "at " + board.position() + ": " + otherwise));
    }
  }
}
