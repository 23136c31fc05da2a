package rowlock.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.budget.BudgetEvent;
import rowlock.budget.Measure;
import rowlock.budget.Parked;
import rowlock.budget.Purpose;
import rowlock.budget.Reservation;
import rowlock.budget.Spent;
import rowlock.budget.Totals;

/// What may be spent, what was, and which accounts wait, as plain values and as sentences.
///
/// Money is in millionths of a US dollar. What is not known is left out.
final class BudgetView {
  private BudgetView() {}

  static Fields allowance(Allowance allowance) {
    return Fields.of("usd_micros", allowance.usdMicros())
        .with("tokens", allowance.tokens())
        .with("until", allowance.until());
  }

  static Fields totals(Totals totals) {
    return Fields.of("usd_micros", totals.spent(Measure.USD))
        .with("usd_micros_reserved", totals.usd().reserved())
        .with("usd_unknown_attempts", totals.usd().unknown())
        .with("tokens", totals.spent(Measure.TOKENS))
        .with("tokens_reserved", totals.tokens().reserved())
        .with("tokens_unknown_attempts", totals.tokens().unknown())
        .with("attempts_open", totals.open())
        .with("attempts_closed", totals.closed());
  }

  static Fields reservation(Reservation one) {
    return Fields.of("reservation", one.id())
        .with("task", one.purpose().task())
        .with("agent", one.purpose().agent())
        .with("usd_micros", one.estimate().usdMicros())
        .with("tokens", one.estimate().tokens())
        .with("at", one.at());
  }

  static Fields parked(Parked parked) {
    return Fields.of("account", parked.account())
        .with("until", parked.until())
        .with("reason", parked.reason());
  }

  /// What happened, in a sentence.
  static String text(BudgetEvent event) {
    return switch (event) {
      case BudgetEvent.AllowanceSet set ->
          "run %s may spend %s".formatted(set.run(), words(set.allowance()));
      case BudgetEvent.SpendingReserved reserved ->
          "%s keeps %s for %s"
              .formatted(
                  reserved.reservation(), words(reserved.estimate()), words(reserved.purpose()));
      case BudgetEvent.SpendingCommitted committed ->
          "%s cost %s: %s"
              .formatted(
                  committed.reservation(), words(committed.actual()), words(committed.purpose()));
      case BudgetEvent.SpendingReleased released ->
          "%s was given back, %s: %s"
              .formatted(
                  released.reservation(),
                  released.spent() == Spent.NOTHING
                      ? "nothing was spent"
                      : "what it cost is unknown",
                  released.reason());
      case BudgetEvent.AccountParked parked ->
          "account %s waits until %s: %s"
              .formatted(
                  parked.parked().account(), parked.parked().until(), parked.parked().reason());
      case BudgetEvent.AccountUnparked unparked ->
          "account %s goes on: %s".formatted(unparked.account(), unparked.reason());
    };
  }

  private static String words(Purpose purpose) {
    return purpose.agent() + purpose.task().map(task -> " on " + task).orElse("");
  }

  private static String words(Amount amount) {
    return words(amount.usdMicros(), amount.tokens()).orElse("an unknown amount");
  }

  private static String words(Allowance allowance) {
    Optional<String> amount = words(allowance.usdMicros(), allowance.tokens());
    String time = allowance.until().map(until -> " until " + until).orElse("");
    return amount.orElse("whatever it takes") + time;
  }

  private static Optional<String> words(Optional<Long> usdMicros, Optional<Long> tokens) {
    List<String> known = new ArrayList<>();
    usdMicros.map(Measure.USD::words).ifPresent(known::add);
    tokens.map(Measure.TOKENS::words).ifPresent(known::add);
    return known.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", known));
  }
}
