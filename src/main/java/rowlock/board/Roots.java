package rowlock.board;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import rowlock.need.Need;
import rowlock.need.Needs;
import rowlock.task.AgentId;
import rowlock.task.Durations;
import rowlock.task.Lease;
import rowlock.task.Name;
import rowlock.task.Requirement;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.task.TaskStatus;
import rowlock.team.Agent;
import rowlock.team.Observation;

/// What is the matter with tasks at which a chain of waiting ends, and what helps.
final class Roots {
  private final Board board;
  private final Instant now;

  Roots(Board board, Instant now) {
    this.board = board;
    this.now = now;
  }

  Explanation.Cause cause(TaskId id) {
    return board.task(id).map(this::cause).orElse(Explanation.Cause.CANCELLED);
  }

  private Explanation.Cause cause(Task task) {
    return need(task).isPresent() ? Explanation.Cause.NEEDS_ANSWER : causeOfItself(task);
  }

  /// What of it a person has to answer, if there is anything.
  private Optional<Need> need(Task task) {
    Needs needs = board.memory().needs();
    return task.state() instanceof TaskState.Done || task.state() instanceof TaskState.Cancelled
        ? Optional.empty()
        : needs.openAbout(task.id()).stream()
            .findFirst()
            .or(() -> task.lease().flatMap(lease -> needOf(lease.holder())));
  }

  /// What of an agent a person has to answer, about no task in particular.
  private Optional<Need> needOf(AgentId agent) {
    return board.memory().needs().openOf(agent).stream()
        .filter(need -> need.task().isEmpty())
        .findFirst();
  }

  private Explanation.Cause causeOfItself(Task task) {
    return switch (task.state()) {
      case TaskState.Done done -> Explanation.Cause.DONE;
      case TaskState.Held held -> Explanation.Cause.HELD;
      case TaskState.Submitted submitted -> Explanation.Cause.UNPROVED;
      case TaskState.Available available -> causeOfAvailable(task);
      case TaskState.Failed failed ->
          failed.retryAt().isPresent() ? Explanation.Cause.RETRY_LATER : Explanation.Cause.FAILED;
      case TaskState.Cancelled cancelled -> Explanation.Cause.CANCELLED;
      case TaskState.Blocked blocked ->
          throw new IllegalStateException(task.id() + " waits, so it is no root");
    };
  }

  private Explanation.Cause causeOfAvailable(Task task) {
    List<Agent> able = able(task);
    if (able.isEmpty()) {
      return Explanation.Cause.NO_AGENT;
    }
    long limit = Setting.CLAIMS_PER_AGENT.count(board.setting(Setting.CLAIMS_PER_AGENT));
    return able.stream().allMatch(agent -> board.heldBy(agent.id()).size() >= limit)
        ? Explanation.Cause.AGENTS_BUSY
        : Explanation.Cause.IN_LINE;
  }

  private List<Agent> able(Task task) {
    return board.agents().stream()
        .filter(agent -> agent.satisfies(task.spec().requirement()))
        .toList();
  }

  Explanation.Step step(TaskId id) {
    Optional<Task> task = board.task(id);
    TaskStatus status = task.map(Task::status).orElse(TaskStatus.CANCELLED);
    String text = task.map(this::words).orElse("was cancelled and is archived");
    return new Explanation.Step(id, status, cause(id), id + " " + text);
  }

  private String words(Task task) {
    return need(task)
        .map(need -> "waits for an answer to need %s: %s".formatted(need.id(), need.title()))
        .orElseGet(() -> wordsForItself(task));
  }

  private String wordsForItself(Task task) {
    return switch (task.state()) {
      case TaskState.Done done -> "is done since " + moment(done.at());
      case TaskState.Claimed claimed ->
          "is held by " + held(claimed.lease()) + ", which has not begun";
      case TaskState.InProgress working ->
          "is being worked on since " + moment(working.since()) + " by " + held(working.lease());
      case TaskState.Submitted submitted ->
          "was handed in by %s at %s and waits for its proof"
              .formatted(submitted.holder(), moment(submitted.since()));
      case TaskState.Failed failed -> failed(task, failed);
      case TaskState.Cancelled cancelled -> "was cancelled: " + cancelled.reason();
      case TaskState.Available available -> available(task);
      case TaskState.Blocked blocked -> "waits";
    };
  }

  private static String failed(Task task, TaskState.Failed failed) {
    return failed.retryAt().isPresent()
        ? "failed and is tried again at %s: %s"
            .formatted(moment(failed.retryAt().get()), failed.reason())
        : "failed for good, %d times in a row: %s".formatted(task.failures(), failed.reason());
  }

  private String available(Task task) {
    return switch (causeOfAvailable(task)) {
      case NO_AGENT -> "can be claimed, but no agent on the team may take it";
      case AGENTS_BUSY -> "can be claimed, but every agent that may take it is busy";
      default -> {
        long before =
            board.tasks().stream()
                .filter(other -> board.taskTable().ready().isBefore(other, task))
                .count();
        yield before == 0
            ? "can be claimed and is next in line"
            : "can be claimed, behind %d that are more urgent".formatted(before);
      }
    };
  }

  private String held(Lease lease) {
    Optional<Observation> seen = Optional.ofNullable(board.observations().get(lease.holder()));
    return lease.holder()
        + " (lease until "
        + moment(lease.until())
        + seen.map(one -> ", last seen " + one.condition().label() + " by " + one.source())
            .orElse("")
        + ")";
  }

  /// What would end the waiting.
  ///
  /// @param waiter the task before the root in the chain, if there is one
  /// @param frees how many wait for the root
  Optional<Explanation.Remedy> remedy(TaskId root, Optional<TaskId> waiter, int frees) {
    return switch (cause(root)) {
      case DONE -> Optional.empty();
      case CANCELLED ->
          waiter.map(id ->
              new Explanation.Remedy(
                  "cancel " + id + ", for " + root + " never comes back",
                  Optional.of("rowlock task cancel " + id),
                  frees));
      case NEEDS_ANSWER -> Optional.of(answer(board.task(root).orElseThrow(), frees));
      case FAILED -> advise("retry " + root, "rowlock task retry " + root, frees);
      case RETRY_LATER -> retry(board.task(root).orElseThrow(), frees);
      case NO_AGENT -> Optional.of(hire(board.task(root).orElseThrow(), frees));
      case AGENTS_BUSY, IN_LINE -> advise("let an agent ask for work", Optional.empty(), frees);
      case HELD -> Optional.of(awaitHolder(board.task(root).orElseThrow(), frees));
      case UNPROVED -> advise("wait for its proof", Optional.empty(), frees);
      case DEPENDENCY, INHERITED, PART, MEMBER ->
          throw new IllegalStateException(root + " waits, so it is no root");
    };
  }

  private Explanation.Remedy answer(Task task, int frees) {
    Need need = need(task).orElseThrow();
    String choice = need.choices().isEmpty() ? "TEXT" : need.choices().getFirst();
    return new Explanation.Remedy(
        "answer need " + need.id(),
        Optional.of("rowlock answer %s %s".formatted(need.id(), quoted(choice))),
        frees);
  }

  private static String quoted(String choice) {
    return Name.isWellFormed(choice) ? choice : "TEXT";
  }

  private Optional<Explanation.Remedy> retry(Task task, int frees) {
    Instant at =
        task.state() instanceof TaskState.Failed failed ? failed.retryAt().orElse(now) : now;
    return advise("wait " + until(at), "rowlock task release " + task.id(), frees);
  }

  private Explanation.Remedy awaitHolder(Task task, int frees) {
    Lease lease = task.lease().orElseThrow();
    AgentId holder = lease.holder();
    return new Explanation.Remedy(
        now.isBefore(lease.until())
            ? "wait for %s, at most %s unless it renews its lease"
                .formatted(holder, until(lease.until()))
            : "wait a moment: the lease of " + holder + " is over",
        Optional.of("rowlock task release " + task.id()),
        frees);
  }

  private static Explanation.Remedy hire(Task task, int frees) {
    Requirement requirement = task.spec().requirement();
    String who =
        requirement.assignee().map(name -> "agent or kind " + name).orElse("an agent")
            + (requirement.capabilities().isEmpty()
                ? ""
                : " with the capabilities " + String.join(", ", requirement.capabilities()));
    return new Explanation.Remedy("register " + who, Optional.empty(), frees);
  }

  private static Optional<Explanation.Remedy> advise(String what, String command, int frees) {
    return advise(what, Optional.of(command), frees);
  }

  private static Optional<Explanation.Remedy> advise(
      String what, Optional<String> command, int frees) {
    return Optional.of(new Explanation.Remedy(what, command, frees));
  }

  private String until(Instant moment) {
    Duration wait = Duration.between(now, moment).truncatedTo(ChronoUnit.SECONDS);
    return Durations.format(wait);
  }

  private static String moment(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
