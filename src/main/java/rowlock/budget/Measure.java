package rowlock.budget;

import java.math.BigDecimal;
import java.util.Optional;

/// What is measured when something is spent.
public enum Measure {
  /// Money, in millionths of a US dollar.
  USD("usd", 6),
  /// Tokens of a model, in and out.
  TOKENS("tokens", 0);

  private final String label;
  private final int decimals;

  Measure(String label, int decimals) {
    this.label = label;
    this.decimals = decimals;
  }

  /// The name in every interface.
  public String label() {
    return label;
  }

  /// An amount in words: `1.25 usd`, `300 tokens`.
  public String words(long amount) {
    BigDecimal plain = BigDecimal.valueOf(amount, decimals).stripTrailingZeros();
    return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString() + " " + label;
  }

  Optional<Long> of(Amount amount) {
    return switch (this) {
      case USD -> amount.usdMicros();
      case TOKENS -> amount.tokens();
    };
  }

  Optional<Long> of(Allowance allowance) {
    return switch (this) {
      case USD -> allowance.usdMicros();
      case TOKENS -> allowance.tokens();
    };
  }
}
