package rowlock.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import rowlock.budget.Allowance;

/// What a run may spend, as it was typed.
///
/// @param usdMicros in millionths of a US dollar
/// @param tokens tokens
/// @param time how long it may begin new attempts
record RunLimits(Optional<Long> usdMicros, Optional<Long> tokens, Optional<Duration> time) {
  private static final long MAX_MINUTES = Duration.ofDays(7).toMinutes();

  /// The limits that options give.
  ///
  /// @throws IllegalArgumentException if they make no sense
  static RunLimits of(Call call) {
    return new RunLimits(
        call.optional("--budget-usd").map(usd -> NeedVerbs.micros("budget_usd", usd)),
        call.has("--budget-tokens")
            ? Optional.of(call.number("--budget-tokens"))
            : Optional.empty(),
        call.has("--max-minutes") ? Optional.of(minutes(call)) : Optional.empty());
  }

  private static Duration minutes(Call call) {
    long minutes = call.number("--max-minutes");
    if (minutes < 1 || minutes > MAX_MINUTES) {
      throw new IllegalArgumentException("max_minutes: 1 to " + MAX_MINUTES + ", not " + minutes);
    }
    return Duration.ofMinutes(minutes);
  }

  /// What may be spent when the time begins now.
  Allowance from(Instant now) {
    return new Allowance(usdMicros, tokens, time.map(now::plus));
  }
}
