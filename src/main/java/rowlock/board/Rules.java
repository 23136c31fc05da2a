package rowlock.board;

/// Sends each command to the rules of its subject.
final class Rules {
  private Rules() {}

  static Decision decide(Draft draft, Request request) {
    return switch (request.command()) {
      case Command.AddTasks add -> new PlanRules(draft).add(add);
      case Command.CreateGroup create -> new PlanRules(draft).createGroup(create);
      case Command.ClaimTask claim -> new ClaimRules(draft).claim(claim);
      case Command.OfClaim about -> new ClaimRules(draft).decide(about);
      case Command.RequeueTask requeue -> new SteeringRules(draft).requeue(requeue);
      case Command.CancelTask cancel -> new SteeringRules(draft).cancel(cancel);
      case Command.RetryTask retry -> new SteeringRules(draft).retry(retry);
      case Command.ChangePriority change -> new SteeringRules(draft).prioritise(change);
      case Command.OfTeam about -> new TeamRules(draft).decide(about);
      case Command.OfMail about -> new MailRules(draft).decide(about);
      case Command.OfNeed about -> new OperatorRules(draft).decide(about, request.by());
      case Command.OfBudget about -> new OperatorRules(draft).decide(about);
      case Command.SetGoal set -> {
        if (!draft.ledger().goal().equals(set.goal())
            || !draft.ledger().masterPlan().equals(set.masterPlan())) {
          draft.emit(new Event.GoalSet(set.goal(), set.masterPlan()));
        }
        yield draft.accept();
      }
      case Command.ChangeSetting change -> {
        if (!draft.ledger().value(change.setting()).equals(change.value())) {
          draft.emit(new Event.SettingChanged(change.setting(), change.value()));
        }
        yield draft.accept();
      }
      case Command.OpenRun open -> new RunRules(draft).open(open);
      case Command.CloseRun close -> new RunRules(draft).close(close);
      case Command.Tick tick -> new TimeRules(draft).tick();
      case Command.GrantGrace grant -> new TimeRules(draft).grantGrace();
      case Command.MarkRestored restored -> new TimeRules(draft).markRestored(restored);
    };
  }
}
