package rowlock.board;

import java.util.Optional;
import rowlock.budget.BudgetCommand;
import rowlock.budget.BudgetDecision;
import rowlock.budget.BudgetEvent;
import rowlock.budget.BudgetRefusal;
import rowlock.budget.Parked;
import rowlock.budget.Purpose;
import rowlock.need.Ask;
import rowlock.need.Need;
import rowlock.need.NeedCommand;
import rowlock.need.NeedDecision;
import rowlock.need.NeedEvent;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// What concerns the person behind it all: what waits for an answer, and what may be spent. The
/// rules themselves are where needs and budgets are; here they meet the rest of the board.
final class OperatorRules {
  private final Draft draft;

  OperatorRules(Draft draft) {
    this.draft = draft;
  }

  /// @param by who gives the command
  Decision decide(Command.OfNeed about, String by) {
    if (about.command() instanceof NeedCommand.RaiseNeed raise) {
      Optional<Rejection> wrong =
          stranger(raise.ask().agent(), raise.ask().task()).or(() -> moot(raise.ask()));
      if (wrong.isPresent()) {
        return Draft.reject(wrong.get());
      }
    }
    return switch (draft.needs().decide(about.command(), by)) {
      case NeedDecision.Refused refused -> Draft.reject(new Rejection.OfNeed(refused.refusal()));
      case NeedDecision.Accepted accepted -> {
        accepted.events().forEach(event -> draft.emit(new Event.OfNeed(event)));
        yield about.command() instanceof NeedCommand.RaiseNeed
            ? draft.accept(new Answer.Created(accepted.need()))
            : draft.accept();
      }
    };
  }

  Decision decide(Command.OfBudget about) {
    Optional<Rejection> wrong =
        switch (about.command()) {
          case BudgetCommand.SetAllowance set -> unknownRun(set.run());
          case BudgetCommand.ReserveSpending reserve -> cannotBegin(reserve.purpose());
          case BudgetCommand.CommitSpending _ -> Optional.empty();
          case BudgetCommand.ReleaseSpending _ -> Optional.empty();
          case BudgetCommand.ParkAccount _ -> Optional.empty();
          case BudgetCommand.UnparkAccount _ -> Optional.empty();
        };
    if (wrong.isPresent()) {
      return Draft.reject(wrong.get());
    }
    return switch (draft.budgets().decide(about.command(), draft.now())) {
      case BudgetDecision.Refused refused ->
          Draft.reject(new Rejection.OfBudget(refused.refusal()));
      case BudgetDecision.Accepted accepted -> {
        accepted.events().forEach(event -> draft.emit(new Event.OfBudget(event)));
        yield about.command() instanceof BudgetCommand.ReserveSpending
            ? draft.accept(new Answer.Created(accepted.id()))
            : draft.accept();
      }
    };
  }

  private Optional<Rejection> unknownRun(String run) {
    return draft.board().run(run).isEmpty()
        ? Optional.of(new Rejection.Unknown("run", run))
        : Optional.empty();
  }

  private Optional<Rejection> cannotBegin(Purpose purpose) {
    return unknownRun(purpose.run())
        .or(() -> stranger(Optional.of(purpose.agent()), purpose.task()))
        .or(() ->
            draft
                .board()
                .run(purpose.run())
                .flatMap(Run::outcome)
                .map(over -> new Rejection.OfBudget(new BudgetRefusal.RunOver(purpose.run()))));
  }

  private Optional<Rejection> stranger(Optional<AgentId> agent, Optional<TaskId> task) {
    Optional<Rejection> nobody =
        agent.filter(one -> draft.board().agent(one).isEmpty()).map(Rejection.UnknownAgent::new);
    return nobody.or(
        () -> task.filter(one -> draft.find(one).isEmpty()).map(Rejection.UnknownTask::new));
  }

  private Optional<Rejection> moot(Ask ask) {
    return ask.task()
        .filter(_ -> ask.kind().endsWithItsTask())
        .flatMap(draft::find)
        .filter(task ->
            task.state() instanceof TaskState.Done || task.state() instanceof TaskState.Cancelled)
        .map(task ->
            new Rejection.WrongStatus(
                task.id(), task.status(), "raise a need of kind " + ask.kind().label() + " for"));
  }

  /// Nobody waits for an answer to an agent that is gone.
  void agentLeaves(AgentId agent) {
    for (Need need : draft.needs().openOf(agent)) {
      withdraw(need, "agent " + agent + " left the team");
    }
  }

  /// Some of what a task needs is moot when it has ended.
  void taskEnded(TaskId task, String reason) {
    for (Need need : draft.needs().endingWith(task)) {
      withdraw(need, reason);
    }
  }

  private void withdraw(Need need, String reason) {
    draft.emit(new Event.OfNeed(new NeedEvent.NeedWithdrawn(need.id(), need.task(), reason)));
  }

  /// Nobody will say any more what the open attempts of a run cost.
  void runEnded(String run) {
    draft.budgets().endOf(run).forEach(event -> draft.emit(new Event.OfBudget(event)));
  }

  /// Lets accounts go on whose time has come.
  void unpark() {
    for (Optional<Parked> next = due();
        next.isPresent() && draft.size() < TimeRules.MAX_PER_TICK;
        next = due()) {
      draft.emit(
          new Event.OfBudget(
              new BudgetEvent.AccountUnparked(next.get().account(), "its time has come")));
    }
  }

  private Optional<Parked> due() {
    return draft.budgets().nextUnparked().filter(one -> !one.until().isAfter(draft.now()));
  }
}
