package rowlock.journal;

import java.util.Optional;
import rowlock.budget.BudgetEvent;
import rowlock.budget.BudgetEvent.OfReservation;

/// Events about what may be spent as JSON, with their permanent names.
final class BudgetEvents {
  private BudgetEvents() {}

  static void write(BudgetEvent event, Form out) {
    switch (event) {
      case BudgetEvent.AllowanceSet e ->
          BudgetJson.writeAllowance(
              e.allowance(), out.text("type", "allowance_set").text("run", e.run()));
      case BudgetEvent.SpendingReserved e ->
          BudgetJson.writeAmount(e.estimate(), head(out, "spending_reserved", e));
      case BudgetEvent.SpendingCommitted e ->
          BudgetJson.writeAmount(e.actual(), head(out, "spending_committed", e));
      case BudgetEvent.SpendingReleased e ->
          head(out, "spending_released", e)
              .text("spent", Words.SPENT.of(e.spent()))
              .textIfAny("reason", e.reason());
      case BudgetEvent.AccountParked e ->
          BudgetJson.writeParked(e.parked(), out.text("type", "account_parked"));
      case BudgetEvent.AccountUnparked e ->
          out.text("type", "account_unparked")
              .text("account", e.account())
              .textIfAny("reason", e.reason());
    }
  }

  static Optional<BudgetEvent> read(String type, Fields in) {
    return Optional.ofNullable(
        switch (type) {
          case "allowance_set" ->
              new BudgetEvent.AllowanceSet(in.text("run"), BudgetJson.allowance(in));
          case "spending_reserved" ->
              new BudgetEvent.SpendingReserved(
                  in.text("reservation"), BudgetJson.purpose(in), BudgetJson.amount(in));
          case "spending_committed" ->
              new BudgetEvent.SpendingCommitted(
                  in.text("reservation"), BudgetJson.purpose(in), BudgetJson.amount(in));
          case "spending_released" ->
              new BudgetEvent.SpendingReleased(
                  in.text("reservation"),
                  BudgetJson.purpose(in),
                  Words.SPENT.named(in.text("spent")),
                  in.textOrEmpty("reason"));
          case "account_parked" -> new BudgetEvent.AccountParked(BudgetJson.parked(in));
          case "account_unparked" ->
              new BudgetEvent.AccountUnparked(in.text("account"), in.textOrEmpty("reason"));
          default -> null;
        });
  }

  private static Form head(Form out, String type, OfReservation event) {
    out.text("type", type).text("reservation", event.reservation());
    BudgetJson.writePurpose(event.purpose(), out);
    return out;
  }
}
