package rowlock.budget;

import java.time.Instant;
import java.util.Optional;

/// What a run may spend. What is absent is not limited.
///
/// @param usdMicros in millionths of a US dollar, 0 to [Amount#MAX_USD_MICROS]
/// @param tokens 0 to [Amount#MAX_TOKENS]
/// @param until when the last attempt may begin
public record Allowance(Optional<Long> usdMicros, Optional<Long> tokens, Optional<Instant> until) {
  /// Without any limit.
  public static final Allowance UNLIMITED =
      new Allowance(Optional.empty(), Optional.empty(), Optional.empty());

  public Allowance {
    usdMicros.ifPresent(usd -> Amount.require("usd_micros", usd, Amount.MAX_USD_MICROS));
    tokens.ifPresent(count -> Amount.require("tokens", count, Amount.MAX_TOKENS));
  }
}
