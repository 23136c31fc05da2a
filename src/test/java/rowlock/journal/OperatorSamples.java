package rowlock.journal;

import static rowlock.journal.Samples.AGENT;
import static rowlock.journal.Samples.TASK;
import static rowlock.journal.Samples.TIME;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import rowlock.board.Contents;
import rowlock.board.Event;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.budget.BudgetEvent;
import rowlock.budget.Budgets;
import rowlock.budget.Closing;
import rowlock.budget.Measured;
import rowlock.budget.Parked;
import rowlock.budget.Purpose;
import rowlock.budget.Reservation;
import rowlock.budget.Spent;
import rowlock.budget.Tally;
import rowlock.budget.Totals;
import rowlock.need.Ask;
import rowlock.need.Choice;
import rowlock.need.Need;
import rowlock.need.NeedEvent;
import rowlock.need.NeedKind;
import rowlock.need.Needs;
import rowlock.need.Settlement;
import rowlock.need.Wording;

/// One value of everything that is stored about needs and budgets.
final class OperatorSamples {
  private static final Purpose PURPOSE = new Purpose("run-1", Optional.of(TASK), AGENT);

  private OperatorSamples() {}

  static List<Choice> choices() {
    return List.of(
        new Choice.Allow(), new Choice.Deny(), new Choice.Words("the old one,\n\tplease"));
  }

  static List<Settlement> settlements() {
    return List.of(
        new Settlement.Answered(TIME, "operator", choices().getLast()),
        new Settlement.Withdrawn(TIME, "answered on the screen"));
  }

  static List<Closing> closings() {
    return List.of(
        new Closing.Committed(TIME, Amount.of(1_500_000, 12_000)),
        new Closing.Released(TIME, Spent.UNKNOWN, "the run ended"));
  }

  static Ask ask() {
    return new Ask(
        NeedKind.PERMISSION,
        Optional.of(AGENT),
        Optional.of(TASK),
        new Wording("May it run \"make\"?", "in /repo\n\tnow", List.of("allow", "always")),
        Optional.of("tool-17"));
  }

  static List<NeedEvent> needEvents() {
    return List.of(
        new NeedEvent.NeedRaised("n1", ask()),
        new NeedEvent.NeedAnswered("n1", Optional.of(TASK), "operator", new Choice.Words("always")),
        new NeedEvent.NeedWithdrawn("n2", Optional.of(TASK), "ada left"));
  }

  static List<BudgetEvent> budgetEvents() {
    return List.of(
        new BudgetEvent.AllowanceSet(
            "run-1", new Allowance(Optional.of(20_000_000L), Optional.of(9L), Optional.of(TIME))),
        new BudgetEvent.SpendingReserved("s1", PURPOSE, Amount.of(2_000_000, 20_000)),
        new BudgetEvent.SpendingCommitted(
            "s1", PURPOSE, new Amount(Optional.empty(), Optional.of(12_000L))),
        new BudgetEvent.SpendingReleased("s2", PURPOSE, Spent.NOTHING, "it never began"),
        new BudgetEvent.AccountParked(new Parked("jo@example.org", TIME, "5-hour limit")),
        new BudgetEvent.AccountUnparked("jo@example.org", "its time has come"));
  }

  static Stream<Event> events() {
    return Stream.concat(
        needEvents().stream().map(Event.OfNeed::new),
        budgetEvents().stream().map(Event.OfBudget::new));
  }

  static Contents.OfOperator contents() {
    List<Need> needs =
        Stream.concat(
                Stream.of(Optional.<Settlement>empty()), settlements().stream().map(Optional::of))
            .map(end -> new Need("n3", ask(), TIME, end))
            .toList();
    List<Reservation> reservations =
        Stream.concat(Stream.of(Optional.<Closing>empty()), closings().stream().map(Optional::of))
            .map(end -> new Reservation("s4", PURPOSE, Amount.of(7, 8), TIME, end))
            .toList();
    Totals totals = new Totals(1, 2, new Measured(3, 4, 5), new Measured(6, 7, 8));
    return new Contents.OfOperator(
        new Needs.Contents(needs, 9),
        new Budgets.Contents(
            new TreeMap<>(Map.of("run-1", Allowance.UNLIMITED)),
            reservations,
            4,
            Stream.of(Tally.Of.values()).map(of -> new Tally(of, "name", TIME, totals)).toList(),
            List.of(new Parked("jo@example.org", TIME, "5-hour limit"))));
  }
}
