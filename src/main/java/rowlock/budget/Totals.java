package rowlock.budget;

import java.util.Optional;

/// What was spent and is reserved, summed up.
///
/// @param open how many reservations are open
/// @param closed how many were committed or released
/// @param usd money, in millionths of a US dollar
/// @param tokens tokens
public record Totals(long open, long closed, Measured usd, Measured tokens) {
  /// Nothing was ever reserved.
  public static final Totals NONE = new Totals(0, 0, Measured.NONE, Measured.NONE);

  /// The figures of one measure.
  public Measured of(Measure measure) {
    return switch (measure) {
      case USD -> usd;
      case TOKENS -> tokens;
    };
  }

  /// What was spent as far as it is known; absent when something was spent and no figure is known.
  public Optional<Long> spent(Measure measure) {
    Measured figures = of(measure);
    return closed > 0 && figures.unknown() == closed
        ? Optional.empty()
        : Optional.of(figures.spent());
  }

  Totals reserve(Amount estimate) {
    return new Totals(
        open + 1, closed, usd.reserve(estimate.usdMicros()), tokens.reserve(estimate.tokens()));
  }

  Totals giveBack(Amount estimate) {
    return new Totals(
        open - 1,
        closed + 1,
        usd.giveBack(estimate.usdMicros()),
        tokens.giveBack(estimate.tokens()));
  }

  Totals spend(Amount actual) {
    return new Totals(open, closed, usd.spend(actual.usdMicros()), tokens.spend(actual.tokens()));
  }

  Totals learn() {
    return new Totals(open, closed, usd.learn(), tokens.learn());
  }
}
