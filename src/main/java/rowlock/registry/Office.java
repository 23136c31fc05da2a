package rowlock.registry;

import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Outcome;
import rowlock.operation.Premises;
import rowlock.operation.Workshop;

/// What the handlers of operations act on.
public interface Office {
  /// The project.
  ///
  /// @throws Workshop.Refusal if there is none yet
  Desk desk();

  /// What a hub holds besides the journal; [Premises#NONE] without one.
  Premises premises();

  /// How much each agent may still add.
  Quotas quotas();

  /// Makes the project, if there is none yet, and says what it is for.
  Outcome found(String goal, Caller caller);
}
