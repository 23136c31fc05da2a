package rowlock.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.budget.BudgetEvent;
import rowlock.budget.Measured;
import rowlock.budget.Reservation;
import rowlock.budget.Totals;
import rowlock.need.Need;
import rowlock.need.NeedEvent;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// What is wrong with one step from a board to the next.
final class StepChecks {
  private final Board before;
  private final Entry entry;
  private final Board after;
  private final List<Invariants.Violation> found = new ArrayList<>();

  StepChecks(Board before, Entry entry, Board after) {
    this.before = before;
    this.entry = entry;
    this.after = after;
  }

  List<Invariants.Violation> run() {
    check("D2", after.position() == before.position() + 1, "positions have a gap");
    check("L3", !after.at().isBefore(before.at()), "time runs backwards");
    check("T2", after.fenceBase() >= before.fenceBase(), "fences start again lower");
    check("T8", sum(after) - sum(before) == growth(), "the number of tasks is wrong");
    if (entry.event() instanceof Event.OfTask event) {
      Transitions.subject(event).ifPresent(task -> checkSubject(event, task));
      checkKind(event);
    }
    if (entry.event() instanceof Event.OfNeed(NeedEvent event)) {
      checkNeed(event);
    }
    if (entry.event() instanceof Event.OfBudget(BudgetEvent event)) {
      checkBudget(event);
    }
    return List.copyOf(found);
  }

  private static int sum(Board board) {
    return board.counts().values().stream().mapToInt(Integer::intValue).sum();
  }

  private int growth() {
    return switch (entry.event()) {
      case Event.TaskAdded added -> 1;
      case Event.TasksArchived archived -> -archived.tasks().size();
      default -> 0;
    };
  }

  private void checkSubject(Event.OfTask event, TaskId id) {
    Transitions.Row row = Transitions.of(event);
    Optional<Task> was = before.task(id);
    Optional<Task> is = after.task(id);
    check(
        "T4",
        was.map(task -> row.before().contains(task.status())).orElse(row.before().isEmpty()),
        "it was " + was.map(Task::status));
    check(
        "T4",
        is.filter(task -> row.after().contains(task.status())).isPresent(),
        "it is now " + is.map(Task::status));
    is.ifPresent(this::checkRest);
    is.ifPresent(task -> checkHolder(was.flatMap(Task::lease), task));
    boolean begins = was.isEmpty();
    boolean ends =
        was.isPresent() && is.isPresent() && was.get().isFinished() != is.get().isFinished();
    if (begins || ends) {
      after.waitersOf(id).forEach(waiter -> checkWaiter(waiter, id));
    }
  }

  /// A task nobody works on is blocked by exactly what it waits for.
  private void checkRest(Task task) {
    if (task.state() instanceof TaskState.Available) {
      check("T5", new Settling(after).open(task).isEmpty(), "it is available too early");
    } else if (task.state() instanceof TaskState.Blocked blocked) {
      check(
          "T5",
          new Settling(after).open(task).equals(blocked.waitingFor()),
          "it waits for " + blocked.waitingFor());
    }
  }

  private void checkHolder(Optional<Lease> was, Task task) {
    Optional<Lease> is = task.lease();
    is.ifPresent(lease ->
        check(
            "T1",
            after.heldBy(lease.holder()).contains(task.id()),
            lease.holder() + " does not know that it holds it"));
    was.filter(lease -> is.filter(now -> now.holder().equals(lease.holder())).isEmpty())
        .ifPresent(lease ->
            check(
                "T1",
                !after.heldBy(lease.holder()).contains(task.id()),
                lease.holder() + " still seems to hold it"));
  }

  /// No wake-up gets lost, none comes too early, and what has ended is not touched.
  private void checkWaiter(TaskId id, TaskId awaited) {
    Optional<Task> waiter = after.task(id);
    if (waiter.isEmpty()) {
      return;
    }
    boolean settled = new Settling(after).isSettled(waiter.get(), awaited);
    switch (waiter.get().state()) {
      case TaskState.Blocked blocked ->
          check(
              "T5",
              blocked.waitingFor().contains(awaited) != settled,
              id + " waits for the wrong things");
      case TaskState.Available available -> check("T5", settled, id + " was not blocked");
      case TaskState.Done done -> checkUntouched(waiter.get());
      case TaskState.Cancelled cancelled -> checkUntouched(waiter.get());
      case TaskState.Failed failed -> checkUntouched(waiter.get());
      case TaskState.Held held -> checkUntouched(waiter.get());
      case TaskState.Submitted submitted -> checkUntouched(waiter.get());
    }
  }

  private void checkUntouched(Task waiter) {
    check("T4", before.task(waiter.id()).equals(Optional.of(waiter)), waiter.id() + " was touched");
  }

  private void checkKind(Event.OfTask event) {
    switch (event) {
      case Event.TaskAdded added ->
          check("T8", !before.isArchived(added.task()), "the name was used before");
      case Event.TaskClaimed claimed -> checkClaim(claimed);
      case Event.LeaseRenewed renewed -> checkRenewal(renewed);
      case Event.AttemptFailed failed -> checkFailure(failed);
      case Event.RetryDue due -> checkRetry(due);
      case Event.TasksArchived archived -> archived.tasks().forEach(this::checkArchived);
      case Event.TaskStarted started -> checkKept(started.task());
      case Event.TaskSubmitted submitted -> checkSubmitted(submitted.task());
      case Event.ClaimReleased released -> {}
      case Event.TaskDone done -> checkDone(done.task());
      case Event.TaskCancelled cancelled -> {}
      case Event.TaskRetried retried -> {}
      case Event.PriorityChanged changed -> {}
      case Event.GroupCreated created -> {}
    }
  }

  private void checkClaim(Event.TaskClaimed event) {
    Lease lease = after.task(event.task()).flatMap(Task::lease).orElseThrow();
    check("T1", lease.holder().equals(event.agent()), "somebody else got it");
    check("T2", lease.fence() > before.position() + before.fenceBase(), "its fence is old");
    check("L1", !lease.until().isBefore(entry.at().plus(event.length())), "its lease is short");
  }

  private void checkRenewal(Event.LeaseRenewed event) {
    Lease was = before.task(event.task()).flatMap(Task::lease).orElseThrow();
    Lease is = after.task(event.task()).flatMap(Task::lease).orElseThrow();
    check("L2", Invariants.isAlive(before, was, entry.at()), "a dead lease was revived");
    check("L2", !is.until().isBefore(was.until()), "the lease got shorter");
    check("T3", is.fence() == was.fence(), "renewing changed the fence");
  }

  private void checkKept(TaskId id) {
    Optional<Lease> was = before.task(id).flatMap(Task::lease);
    check("T1", after.task(id).flatMap(Task::lease).equals(was), "the lease changed");
  }

  private void checkSubmitted(TaskId id) {
    Lease was = before.task(id).flatMap(Task::lease).orElseThrow();
    boolean kept =
        after.task(id).orElseThrow().state() instanceof TaskState.Submitted submitted
            && submitted.fence() == was.fence()
            && submitted.holder().equals(was.holder());
    check("T3", kept, "the result is not its holder's");
  }

  private void checkDone(TaskId id) {
    Task was = before.task(id).orElseThrow();
    Settling settling = new Settling(before);
    for (TaskId part : before.childrenOf(id)) {
      check("T9", settling.isSettled(was, part), "its part " + part + " is open");
    }
  }

  private void checkFailure(Event.AttemptFailed event) {
    Task was = before.task(event.task()).orElseThrow();
    int failures = after.task(event.task()).orElseThrow().failures();
    int retries = was.spec().terms().retry().maxRetries();
    check("T7", failures == was.failures() + 1, "the failure was not counted");
    check("T7", event.retryAt().isPresent() == (failures <= retries), "wrong number of attempts");
    boolean byTime =
        event.cause() == FailureCause.LEASE_EXPIRED && entry.by().equals(Request.SYSTEM);
    if (byTime && was.lease().isPresent()) {
      check("L1", !Invariants.isAlive(before, was.lease().get(), entry.at()), "it ended early");
    }
  }

  private void checkRetry(Event.RetryDue event) {
    boolean early =
        before.task(event.task()).orElseThrow().state() instanceof TaskState.Failed failed
            && failed.retryAt().filter(at -> entry.at().isBefore(at)).isPresent();
    check("T7", !early || !entry.by().equals(Request.SYSTEM), "it is tried again too early");
  }

  private void checkArchived(TaskId id) {
    boolean ended =
        before
            .task(id)
            .filter(task ->
                task.state() instanceof TaskState.Done
                    || task.state() instanceof TaskState.Cancelled)
            .isPresent();
    check("T8", ended, id + " left before it ended");
    check("T8", after.task(id).isEmpty() && after.isArchived(id), id + " is not archived");
  }

  /// A need is raised once and settled once.
  private void checkNeed(NeedEvent event) {
    boolean waited = before.need(event.need()).filter(Need::isOpen).isPresent();
    boolean waits = after.need(event.need()).filter(Need::isOpen).isPresent();
    boolean raised = event instanceof NeedEvent.NeedRaised;
    check("N1", waited != raised, "it was settled before, or is raised twice");
    check("N1", waits == raised, "it is not what it was said to become");
  }

  private void checkBudget(BudgetEvent event) {
    if (event instanceof BudgetEvent.SpendingReserved reserved) {
      String run = reserved.purpose().run();
      Totals totals = after.budgets().ofRun(run);
      Allowance allowance = after.budgets().allowance(run);
      checkWithin(allowance.usdMicros(), totals.usd());
      checkWithin(allowance.tokens(), totals.tokens());
      check(
          "B1",
          allowance.until().filter(until -> !entry.at().isBefore(until)).isEmpty(),
          "the run's time was over");
    } else if (event instanceof BudgetEvent.SpendingCommitted committed) {
      Optional<Amount> was =
          before.budgets().reservation(committed.reservation()).flatMap(Reservation::actual);
      check("B2", was.isEmpty(), "it was paid for twice");
    }
  }

  private void checkWithin(Optional<Long> allowed, Measured figures) {
    check(
        "B1",
        allowed.isEmpty() || figures.spent() + figures.reserved() <= allowed.get(),
        "more is reserved than may be spent");
  }

  private void check(String invariant, boolean holds, String otherwise) {
    if (!holds) {
      found.add(
          new Invariants.Violation(
              invariant, "after " + entry.position() + " " + entry.event() + ": " + otherwise));
    }
  }
}
