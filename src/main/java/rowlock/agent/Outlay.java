package rowlock.agent;

import java.time.Instant;
import java.util.Optional;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.budget.BudgetEvent;
import rowlock.budget.BudgetRefusal;
import rowlock.budget.Budgets;
import rowlock.budget.Measure;
import rowlock.budget.Purpose;
import rowlock.budget.Totals;
import rowlock.kind.AgentKind;
import rowlock.task.AgentId;

/// What a planner spends before there is a run on the board that could count it: the rules are
/// those of the board. For one thread.
final class Outlay {
  private static final String RUN = "planning";

  private final Purpose purpose;
  private final Amount estimate;
  private Budgets budgets;
  private int rounds;

  Outlay(AgentKind kind, Allowance allowance) {
    this.purpose = new Purpose(RUN, Optional.empty(), new AgentId(kind.name() + "-planner"));
    this.estimate = Purse.estimate(kind);
    this.budgets = Budgets.EMPTY.apply(new BudgetEvent.AllowanceSet(RUN, allowance), Instant.EPOCH);
  }

  /// Why it may not be asked now; empty if it may.
  Optional<BudgetRefusal> objection(Instant now) {
    return budgets.objection(RUN, estimate, now);
  }

  /// Why it may not be asked, for people.
  String words(BudgetRefusal refusal, Optional<?> before) {
    return refusal.message().replace("run " + RUN, "the plan")
        + (before.isPresent() ? "; its answer before was no plan" : "");
  }

  /// Notes what an answer cost.
  void enter(Amount actual, Instant now) {
    rounds++;
    String id = "s" + rounds;
    budgets =
        budgets
            .apply(new BudgetEvent.SpendingReserved(id, purpose, estimate), now)
            .apply(new BudgetEvent.SpendingCommitted(id, purpose, actual), now);
  }

  /// What all answers cost; unknown if one of them is.
  Amount spent() {
    Totals totals = budgets.ofRun(RUN);
    return new Amount(known(totals, Measure.USD), known(totals, Measure.TOKENS));
  }

  private static Optional<Long> known(Totals totals, Measure measure) {
    return totals.of(measure).unknown() == 0
        ? Optional.of(totals.of(measure).spent())
        : Optional.empty();
  }
}
