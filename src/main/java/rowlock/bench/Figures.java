package rowlock.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.util.Locale;

/// Numbers with as many digits as a measurement deserves.
final class Figures {
  private static final MathContext DIGITS = new MathContext(3);

  private Figures() {}

  /// With three significant digits, and all digits before the point.
  static BigDecimal rounded(double figure) {
    BigDecimal exact = BigDecimal.valueOf(figure);
    BigDecimal rounded =
        Math.abs(figure) >= 1000
            ? exact.setScale(0, java.math.RoundingMode.HALF_EVEN)
            : exact.round(DIGITS);
    return rounded.stripTrailingZeros().scale() < 0
        ? rounded.setScale(0)
        : rounded.stripTrailingZeros();
  }

  /// The same for people.
  static String text(double figure) {
    NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
    format.setMaximumFractionDigits(6);
    return format.format(rounded(figure));
  }
}
