package rowlock.budget;

import java.util.Optional;

/// What one attempt costs, or is thought to cost. What is not known is absent, never 0.
///
/// @param usdMicros in millionths of a US dollar, 0 to [#MAX_USD_MICROS]
/// @param tokens 0 to [#MAX_TOKENS]
public record Amount(Optional<Long> usdMicros, Optional<Long> tokens) {
  /// The most money in one amount: a million dollars.
  public static final long MAX_USD_MICROS = 1_000_000_000_000L;

  /// The most tokens in one amount.
  public static final long MAX_TOKENS = 1_000_000_000_000L;

  /// Nothing is known.
  public static final Amount UNKNOWN = new Amount(Optional.empty(), Optional.empty());

  public Amount {
    usdMicros.ifPresent(usd -> require("usd_micros", usd, MAX_USD_MICROS));
    tokens.ifPresent(count -> require("tokens", count, MAX_TOKENS));
  }

  /// Both are known.
  public static Amount of(long usdMicros, long tokens) {
    return new Amount(Optional.of(usdMicros), Optional.of(tokens));
  }

  static void require(String field, long value, long most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(field + ": 0 to " + most + ", not " + value);
    }
  }
}
