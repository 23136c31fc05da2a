package rowlock.budget;

import java.util.Optional;

/// How much of one measure was spent and is reserved.
///
/// @param spent the sum of what was reported
/// @param reserved the sum of the estimates of open reservations
/// @param unknown how many closed reservations did not say; what they cost is in no sum
public record Measured(long spent, long reserved, long unknown) {
  static final Measured NONE = new Measured(0, 0, 0);

  Measured reserve(Optional<Long> estimate) {
    return new Measured(spent, reserved + estimate.orElse(0L), unknown);
  }

  Measured giveBack(Optional<Long> estimate) {
    return new Measured(spent, reserved - estimate.orElse(0L), unknown);
  }

  Measured spend(Optional<Long> actual) {
    return actual
        .map(amount -> new Measured(spent + amount, reserved, unknown))
        .orElse(new Measured(spent, reserved, unknown + 1));
  }

  /// What was counted as unknown is about to become known.
  Measured learn() {
    return new Measured(spent, reserved, Math.max(0, unknown - 1));
  }
}
