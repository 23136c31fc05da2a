package rowlock.budget;

import java.util.List;

/// What becomes of a command about what may be spent.
public sealed interface BudgetDecision {
  /// It happens.
  ///
  /// @param id the run, reservation or account it is about
  /// @param events what happens; nothing when it is so already
  record Accepted(String id, List<BudgetEvent> events) implements BudgetDecision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /// It does not happen.
  record Refused(BudgetRefusal refusal) implements BudgetDecision {}
}
