package rowlock.journal;

import java.util.Map;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.budget.Closing;
import rowlock.budget.Measured;
import rowlock.budget.Parked;
import rowlock.budget.Purpose;
import rowlock.budget.Reservation;
import rowlock.budget.Tally;
import rowlock.budget.Totals;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// What may be spent, what was, and which accounts wait, as JSON.
final class BudgetJson {
  private BudgetJson() {}

  static void writeAllowance(Allowance allowance, Form out) {
    out.number("usd_micros", allowance.usdMicros())
        .number("tokens", allowance.tokens())
        .time("until", allowance.until());
  }

  static Allowance allowance(Fields in) {
    return new Allowance(
        in.maybeNumber("usd_micros"), in.maybeNumber("tokens"), in.maybeTime("until"));
  }

  static void writeAllowanceOf(Map.Entry<String, Allowance> allowance, Form out) {
    writeAllowance(allowance.getValue(), out.text("run", allowance.getKey()));
  }

  static void writeAmount(Amount amount, Form out) {
    out.number("usd_micros", amount.usdMicros()).number("tokens", amount.tokens());
  }

  static Amount amount(Fields in) {
    return new Amount(in.maybeNumber("usd_micros"), in.maybeNumber("tokens"));
  }

  static void writePurpose(Purpose purpose, Form out) {
    out.text("run", purpose.run())
        .text("task", purpose.task().map(TaskId::value))
        .text("agent", purpose.agent().value());
  }

  static Purpose purpose(Fields in) {
    return new Purpose(
        in.text("run"), in.maybeText("task").map(TaskId::new), new AgentId(in.text("agent")));
  }

  static void writeReservation(Reservation one, Form out) {
    out.text("id", one.id());
    writePurpose(one.purpose(), out);
    writeAmount(one.estimate(), out);
    out.time("at", one.at()).objectIfAny("closing", one.closing(), BudgetJson::writeClosing);
  }

  static Reservation reservation(Fields in) {
    return new Reservation(
        in.text("id"),
        purpose(in),
        amount(in),
        in.time("at"),
        in.maybeObject("closing").map(BudgetJson::closing));
  }

  private static void writeClosing(Closing closing, Form out) {
    switch (closing) {
      case Closing.Committed committed ->
          writeAmount(committed.actual(), out.text("end", "committed").time("at", committed.at()));
      case Closing.Released released ->
          out.text("end", "released")
              .time("at", released.at())
              .text("spent", Words.SPENT.of(released.spent()))
              .textIfAny("reason", released.reason());
    }
  }

  private static Closing closing(Fields in) {
    String end = in.text("end");
    return switch (end) {
      case "committed" -> new Closing.Committed(in.time("at"), amount(in));
      case "released" ->
          new Closing.Released(
              in.time("at"), Words.SPENT.named(in.text("spent")), in.textOrEmpty("reason"));
      default -> throw new UnknownWord("end of a reservation", end);
    };
  }

  static void writeTally(Tally tally, Form out) {
    out.text("of", Words.TALLIED.of(tally.of()))
        .text("name", tally.name())
        .time("at", tally.at())
        .number("open", tally.totals().open())
        .number("closed", tally.totals().closed())
        .object("usd_micros", tally.totals().usd(), BudgetJson::writeMeasured)
        .object("tokens", tally.totals().tokens(), BudgetJson::writeMeasured);
  }

  static Tally tally(Fields in) {
    return new Tally(
        Words.TALLIED.named(in.text("of")),
        in.text("name"),
        in.time("at"),
        new Totals(
            in.number("open"),
            in.number("closed"),
            measured(in.object("usd_micros")),
            measured(in.object("tokens"))));
  }

  private static void writeMeasured(Measured figures, Form out) {
    out.number("spent", figures.spent())
        .number("reserved", figures.reserved())
        .number("unknown", figures.unknown());
  }

  private static Measured measured(Fields in) {
    return new Measured(in.number("spent"), in.number("reserved"), in.number("unknown"));
  }

  static void writeParked(Parked parked, Form out) {
    out.text("account", parked.account())
        .time("until", parked.until())
        .textIfAny("reason", parked.reason());
  }

  static Parked parked(Fields in) {
    return new Parked(in.text("account"), in.time("until"), in.textOrEmpty("reason"));
  }
}
