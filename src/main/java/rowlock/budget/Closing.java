package rowlock.budget;

import java.time.Instant;

/// How a reservation came to its end.
public sealed interface Closing {
  /// When.
  Instant at();

  /// What it was for was done, and cost this.
  record Committed(Instant at, Amount actual) implements Closing {}

  /// It was given back without a figure.
  ///
  /// @param spent what is known nevertheless
  /// @param reason why there is no figure
  record Released(Instant at, Spent spent, String reason) implements Closing {}
}
