package rowlock.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rowlock.task.AgentId;
import rowlock.task.Lease;
import rowlock.task.Requirement;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.team.Agent;

/// Who gets a task, and what its holder may do with it.
final class ClaimRules {
  /// The kind under which an agent is registered that claims without having been.
  static final String UNREGISTERED_KIND = "external";

  private final Draft draft;

  ClaimRules(Draft draft) {
    this.draft = draft;
  }

  Decision claim(Command.ClaimTask command) {
    AgentId id = command.agent();
    if (new TeamRules(draft).isFull(id)) {
      return Draft.reject(new Rejection.LimitReached("agents", TeamRules.MAX_AGENTS));
    }
    Optional<Agent> known = draft.board().agent(id);
    Agent agent = known.orElseGet(() -> Agent.worker(id, UNREGISTERED_KIND));
    List<TaskId> held = List.copyOf(draft.tasks().census().heldBy(id));
    if (held.size() >= draft.ledger().count(Setting.CLAIMS_PER_AGENT)) {
      return Draft.reject(new Rejection.TooManyClaims(id, held));
    }
    Optional<TaskId> chosen = command.task().or(() -> draft.tasks().ready().firstFor(agent));
    if (chosen.isEmpty()) {
      return Draft.reject(new Rejection.NothingAvailable(id, open()));
    }
    Optional<Rejection> refusal = refuse(agent, chosen.get());
    if (refusal.isPresent()) {
      return Draft.reject(refusal.get());
    }
    if (known.isEmpty()) {
      draft.emit(new Event.AgentRegistered(agent));
    }
    Duration length = command.lease().orElseGet(() -> draft.ledger().duration(Setting.LEASE));
    Instant until = draft.now().plus(length);
    draft.emit(new Event.TaskClaimed(chosen.get(), id, until, length));
    Lease lease = draft.tasks().require(chosen.get()).lease().orElseThrow();
    return draft.accept(new Answer.Claimed(chosen.get(), lease.fence(), lease.until()));
  }

  private Optional<Rejection> refuse(Agent agent, TaskId id) {
    Optional<Task> task = draft.find(id);
    if (task.isEmpty()) {
      return Optional.of(new Rejection.UnknownTask(id));
    }
    if (!(task.get().state() instanceof TaskState.Available)) {
      return Optional.of(new Rejection.WrongStatus(id, task.get().status(), "claim"));
    }
    Requirement requirement = task.get().spec().requirement();
    return agent.satisfies(requirement)
        ? Optional.empty()
        : Optional.of(new Rejection.NotQualified(agent.id(), id, words(requirement)));
  }

  private static String words(Requirement requirement) {
    return (requirement.capabilities().isEmpty()
            ? ""
            : "the capabilities " + String.join(", ", requirement.capabilities()))
        + requirement.assignee().map(name -> " agent or kind " + name).orElse("");
  }

  private int open() {
    return draft.board().counts().entrySet().stream()
        .filter(entry ->
            switch (entry.getKey()) {
              case BLOCKED, AVAILABLE, CLAIMED, IN_PROGRESS, SUBMITTED -> true;
              case DONE, FAILED, CANCELLED -> false;
            })
        .mapToInt(entry -> entry.getValue())
        .sum();
  }

  Decision decide(Command.OfClaim command) {
    Command.Claim claim = command.claim();
    Optional<Task> task = draft.find(claim.task());
    if (task.isEmpty()) {
      return Draft.reject(new Rejection.UnknownTask(claim.task()));
    }
    return switch (command) {
      case Command.AcceptTask accept ->
          verdict(task.get(), claim, "accept")
              .map(Draft::reject)
              .orElseGet(() -> accept(task.get(), accept));
      case Command.ReturnTask back ->
          verdict(task.get(), claim, "return")
              .map(Draft::reject)
              .orElseGet(() -> giveBack(task.get(), back));
      case Command.StartTask start -> held(task.get(), start, "start");
      case Command.RenewLease renew -> held(task.get(), renew, "renew the lease on");
      case Command.SubmitTask submit -> held(task.get(), submit, "submit");
      case Command.FailTask fail -> held(task.get(), fail, "fail");
      case Command.ReleaseClaim release -> held(task.get(), release, "release");
    };
  }

  private Decision held(Task task, Command.OfClaim command, String wanted) {
    Optional<Rejection> refusal = refuse(task, command.claim(), wanted);
    if (refusal.isPresent()) {
      return Draft.reject(refusal.get());
    }
    return switch (command) {
      case Command.StartTask start -> start(task);
      case Command.RenewLease renew -> renew(task, renew.lease());
      case Command.SubmitTask submit -> submit(task, submit);
      case Command.FailTask fail -> {
        new Endings(draft).attemptFailed(task, fail.cause(), fail.reason());
        yield draft.moved(task.id());
      }
      case Command.ReleaseClaim release -> {
        draft.emit(new Event.ClaimReleased(task.id(), release.reason()));
        new Endings(draft).settle(task.id());
        yield draft.moved(task.id());
      }
      case Command.AcceptTask accept -> throw new IllegalStateException("accepts are verdicts");
      case Command.ReturnTask back -> throw new IllegalStateException("returns are verdicts");
    };
  }

  /// Whether a claim is not, or no longer, what its holder thinks.
  private Optional<Rejection> refuse(Task task, Command.Claim claim, String wanted) {
    if (!(task.state() instanceof TaskState.Held held)) {
      boolean over = task.isFinished() || task.state() instanceof TaskState.Submitted;
      return Optional.of(
          over
              ? new Rejection.WrongStatus(task.id(), task.status(), wanted)
              : new Rejection.StaleFence(task.id(), claim.fence(), 0));
    }
    Lease lease = held.lease();
    if (lease.fence() != claim.fence()) {
      return Optional.of(new Rejection.StaleFence(task.id(), claim.fence(), lease.fence()));
    }
    if (!lease.holder().equals(claim.agent())) {
      return Optional.of(new Rejection.NotYours(task.id(), lease.holder()));
    }
    return isOver(lease)
        ? Optional.of(new Rejection.LeaseOver(task.id(), lease.until()))
        : Optional.empty();
  }

  private boolean isOver(Lease lease) {
    return !draft.now().isBefore(lease.until())
        && draft
            .ledger()
            .outages()
            .graceUntil()
            .filter(until -> draft.now().isBefore(until))
            .isEmpty();
  }

  private static Optional<Rejection> verdict(Task task, Command.Claim claim, String wanted) {
    if (!(task.state() instanceof TaskState.Submitted submitted)) {
      return Optional.of(new Rejection.WrongStatus(task.id(), task.status(), wanted));
    }
    if (submitted.fence() != claim.fence()) {
      return Optional.of(new Rejection.StaleFence(task.id(), claim.fence(), submitted.fence()));
    }
    return submitted.holder().equals(claim.agent())
        ? Optional.empty()
        : Optional.of(new Rejection.NotYours(task.id(), submitted.holder()));
  }

  private Decision start(Task task) {
    if (task.state() instanceof TaskState.Claimed) {
      draft.emit(new Event.TaskStarted(task.id()));
    }
    return draft.moved(task.id());
  }

  private Decision renew(Task task, Optional<Duration> length) {
    Lease lease = task.lease().orElseThrow();
    Instant until = draft.now().plus(length.orElse(lease.length()));
    if (until.isAfter(lease.until())) {
      draft.emit(new Event.LeaseRenewed(task.id(), until));
      return draft.accept(new Answer.Renewed(until));
    }
    return draft.accept(new Answer.Renewed(lease.until()));
  }

  private Decision submit(Task task, Command.SubmitTask command) {
    start(task);
    draft.emit(new Event.TaskSubmitted(task.id(), command.submission()));
    new Endings(draft).settle(task.id());
    return draft.moved(task.id());
  }

  private Decision accept(Task task, Command.AcceptTask command) {
    List<TaskId> open = draft.tasks().openParts(task);
    if (!open.isEmpty()) {
      return Draft.reject(
          new Rejection.WrongStatus(
              task.id(), task.status(), "accept (" + open.getFirst() + " is a part of it)"));
    }
    new Endings(draft).done(command.claim().task(), command.proof());
    return draft.moved(command.claim().task());
  }

  private Decision giveBack(Task task, Command.ReturnTask command) {
    new Endings(draft).attemptFailed(task, command.cause(), command.reason());
    return draft.moved(task.id());
  }
}
