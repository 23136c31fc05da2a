package rowlock.operation;

import java.util.List;
import rowlock.budget.Amount;

/// What came of asking an agent for a plan.
public sealed interface PlanProposal {
  /// What it cost, as far as that is known.
  Amount spent();

  /// A plan that nothing is wrong with.
  ///
  /// @param text the plan as the agent wrote it, in JSON or YAML
  record Made(String text, Amount spent) implements PlanProposal {}

  /// No plan.
  ///
  /// @param reason whose fault it is
  /// @param code which no it is: `planner_failed`, `planner_limited`, ...
  /// @param message why
  /// @param hint what to do next
  record None(Outcome.Reason reason, String code, String message, String hint, Amount spent)
      implements PlanProposal {}

  /// What is wrong with a plan.
  interface Critic {
    /// The problems, none if it is a plan.
    List<String> problems(String plan);
  }
}
