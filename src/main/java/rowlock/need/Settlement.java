package rowlock.need;

import java.time.Instant;

/// How a need came to its end.
public sealed interface Settlement {
  /// When.
  Instant at();

  /// It was answered.
  ///
  /// @param by who answered: an agent's id or `operator`
  record Answered(Instant at, String by, Choice choice) implements Settlement {}

  /// It does not wait for an answer any more.
  ///
  /// @param reason why not
  record Withdrawn(Instant at, String reason) implements Settlement {}
}
