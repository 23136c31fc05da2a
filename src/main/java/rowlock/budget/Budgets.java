package rowlock.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcollections.TreePMap;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// What may be spent, what was, and which accounts wait. Immutable and bounded.
///
/// An attempt reserves before it spends and commits what it cost; what is reserved counts as spent
/// until it is committed or released. Deciding and applying cost O(log n).
public final class Budgets {
  /// How long an account can be parked.
  public static final Duration MAX_PARKED = Duration.ofDays(31);

  /// How many accounts can be parked at a time.
  public static final int MAX_ACCOUNTS = 1_000;

  /// Nothing is limited, reserved, spent or parked.
  public static final Budgets EMPTY =
      new Budgets(TreePMap.empty(), Reservations.EMPTY, Books.EMPTY, Accounts.EMPTY);

  private final TreePMap<String, Allowance> allowances;
  private final Reservations reservations;
  private final Books books;
  private final Accounts accounts;

  private Budgets(
      TreePMap<String, Allowance> allowances,
      Reservations reservations,
      Books books,
      Accounts accounts) {
    this.allowances = allowances;
    this.reservations = reservations;
    this.books = books;
    this.accounts = accounts;
  }

  /// Budgets as plain values: what a snapshot stores.
  ///
  /// @param allowances by run
  /// @param reservations open ones in the order they were made, then closed ones in the order they
  ///   were closed
  /// @param lastReservation the number of the last one
  /// @param tallies what was spent, by what it was spent for
  /// @param parked in the order of their accounts
  public record Contents(
      SortedMap<String, Allowance> allowances,
      List<Reservation> reservations,
      long lastReservation,
      List<Tally> tallies,
      List<Parked> parked) {
    /// Nothing is limited, reserved, spent or parked.
    public static final Contents NONE =
        new Contents(new TreeMap<>(), List.of(), 0, List.of(), List.of());

    public Contents {
      allowances = Collections.unmodifiableSortedMap(new TreeMap<>(allowances));
      reservations = List.copyOf(reservations);
      tallies = List.copyOf(tallies);
      parked = List.copyOf(parked);
    }
  }

  /// The budgets with these contents.
  public static Budgets of(Contents contents) {
    Accounts accounts = Accounts.EMPTY;
    for (Parked parked : contents.parked()) {
      accounts = accounts.park(parked);
    }
    return new Budgets(
        TreePMap.fromSortedMap(contents.allowances()),
        Reservations.of(contents.reservations(), contents.lastReservation()),
        Books.of(contents.tallies()),
        accounts);
  }

  /// These budgets as plain values; [#of] makes the same budgets from them.
  public Contents contents() {
    return new Contents(
        allowances,
        reservations.all(),
        reservations.last(),
        books.all(),
        List.copyOf(accounts.parked().values()));
  }

  /// What a run may spend.
  public Allowance allowance(String run) {
    return allowances.getOrDefault(run, Allowance.UNLIMITED);
  }

  /// What a run has spent and reserved.
  public Totals ofRun(String run) {
    return books.of(Tally.Of.RUN, run);
  }

  /// What was spent and is reserved for a task; forgotten a good while after it was spent.
  public Totals ofTask(TaskId task) {
    return books.of(Tally.Of.TASK, task.value());
  }

  /// What an agent has spent and reserved; forgotten a good while after it was spent.
  public Totals ofAgent(AgentId agent) {
    return books.of(Tally.Of.AGENT, agent.value());
  }

  /// All totals that are remembered: runs first, then tasks, then agents, each by name.
  public List<Tally> tallies() {
    return books.all();
  }

  /// The reservation of this name, unless it never was or was closed long ago.
  public Optional<Reservation> reservation(String id) {
    return reservations.find(id);
  }

  /// The reservations that count against allowances, oldest first.
  public Collection<Reservation> open() {
    return reservations.open().values();
  }

  /// The accounts that wait, in the order of their names.
  public Collection<Parked> parked() {
    return accounts.parked().values();
  }

  /// The account of this name, if it waits.
  public Optional<Parked> parked(String account) {
    return accounts.find(account);
  }

  /// The account that may go on first.
  public Optional<Parked> nextUnparked() {
    return accounts.first();
  }

  /// What a command leads to. That its run, task and agent exist is for the caller to see to.
  public BudgetDecision decide(BudgetCommand command, Instant now) {
    return switch (command) {
      case BudgetCommand.SetAllowance set ->
          accept(
              set.run(),
              allowance(set.run()).equals(set.allowance())
                  ? List.of()
                  : List.of(new BudgetEvent.AllowanceSet(set.run(), set.allowance())));
      case BudgetCommand.ReserveSpending reserve -> reserve(reserve, now);
      case BudgetCommand.CommitSpending commit -> commit(commit);
      case BudgetCommand.ReleaseSpending release -> release(release);
      case BudgetCommand.ParkAccount park -> park(park.parked(), now);
      case BudgetCommand.UnparkAccount unpark ->
          accept(
              unpark.account(),
              accounts.find(unpark.account()).isEmpty()
                  ? List.of()
                  : List.of(new BudgetEvent.AccountUnparked(unpark.account(), unpark.reason())));
    };
  }

  /// Why an attempt of this estimate may not begin in a run now; empty if it may. What was spent
  /// without a figure counts as one such estimate each, since a limit that overlooks it is none.
  public Optional<BudgetRefusal> objection(String run, Amount estimate, Instant now) {
    Allowance allowance = allowance(run);
    Optional<Instant> over = allowance.until().filter(until -> !now.isBefore(until));
    if (over.isPresent()) {
      return Optional.of(
          new BudgetRefusal.BudgetExhausted(run, new BudgetRefusal.Shortage.Time(over.get())));
    }
    for (Measure measure : Measure.values()) {
      Optional<Long> allowed = measure.of(allowance);
      Optional<Long> asked = measure.of(estimate);
      if (allowed.isPresent() && asked.isEmpty()) {
        return Optional.of(new BudgetRefusal.EstimateMissing(run, measure));
      }
      if (allowed.isPresent()) {
        BudgetRefusal.Shortage.Of shortage =
            BudgetRefusal.Shortage.Of.of(
                measure, allowed.get(), ofRun(run).of(measure), asked.orElseThrow());
        if (shortage.isReal()) {
          return Optional.of(new BudgetRefusal.BudgetExhausted(run, shortage));
        }
      }
    }
    return Optional.empty();
  }

  private BudgetDecision reserve(BudgetCommand.ReserveSpending command, Instant now) {
    Purpose purpose = command.purpose();
    Optional<BudgetRefusal> objection = objection(purpose.run(), command.estimate(), now);
    if (objection.isPresent()) {
      return refuse(objection.get());
    }
    if (open().size() >= Reservations.MAX_OPEN) {
      return refuse(new BudgetRefusal.TooMany("open reservations", Reservations.MAX_OPEN));
    }
    String id = "s" + (reservations.last() + 1);
    return accept(id, List.of(new BudgetEvent.SpendingReserved(id, purpose, command.estimate())));
  }

  /// A figure counts even when it comes after the reservation was released: it was spent.
  private BudgetDecision commit(BudgetCommand.CommitSpending command) {
    Optional<Reservation> known = reservations.find(command.reservation());
    if (known.isEmpty()) {
      return refuse(new BudgetRefusal.UnknownReservation(command.reservation()));
    }
    Optional<Amount> before = known.get().actual();
    if (before.isPresent()) {
      return before.get().equals(command.actual())
          ? accept(command.reservation(), List.of())
          : refuse(new BudgetRefusal.AlreadyCommitted(command.reservation()));
    }
    return accept(
        command.reservation(),
        List.of(
            new BudgetEvent.SpendingCommitted(
                command.reservation(), known.get().purpose(), command.actual())));
  }

  private BudgetDecision release(BudgetCommand.ReleaseSpending command) {
    Optional<Reservation> known = reservations.find(command.reservation());
    if (known.isEmpty()) {
      return refuse(new BudgetRefusal.UnknownReservation(command.reservation()));
    }
    if (known.get().actual().isPresent()) {
      return refuse(new BudgetRefusal.AlreadyCommitted(command.reservation()));
    }
    return accept(
        command.reservation(),
        known.get().isOpen()
            ? List.of(
                new BudgetEvent.SpendingReleased(
                    command.reservation(),
                    known.get().purpose(),
                    command.spent(),
                    command.reason()))
            : List.of());
  }

  private BudgetDecision park(Parked parked, Instant now) {
    if (parked.until().isAfter(now.plus(MAX_PARKED))) {
      return refuse(new BudgetRefusal.ParkedTooLong(parked.account(), parked.until()));
    }
    Optional<Parked> before = accounts.find(parked.account());
    if (before.isEmpty() && accounts.parked().size() >= MAX_ACCOUNTS) {
      return refuse(new BudgetRefusal.TooMany("parked accounts", MAX_ACCOUNTS));
    }
    boolean isSo = before.filter(parked::equals).isPresent() || !parked.until().isAfter(now);
    return accept(
        parked.account(), isSo ? List.of() : List.of(new BudgetEvent.AccountParked(parked)));
  }

  private static BudgetDecision accept(String id, List<BudgetEvent> events) {
    return new BudgetDecision.Accepted(id, events);
  }

  private static BudgetDecision refuse(BudgetRefusal refusal) {
    return new BudgetDecision.Refused(refusal);
  }

  /// What releases the open reservations of a run that ends: nobody will report what they cost.
  public List<BudgetEvent> endOf(String run) {
    List<BudgetEvent> events = new ArrayList<>();
    for (Reservation one : open()) {
      if (one.purpose().run().equals(run)) {
        events.add(
            new BudgetEvent.SpendingReleased(
                one.id(), one.purpose(), Spent.UNKNOWN, "the run ended without a figure"));
      }
    }
    return events;
  }

  /// The budgets after something happened.
  ///
  /// @param at when
  public Budgets apply(BudgetEvent event, Instant at) {
    return switch (event) {
      case BudgetEvent.AllowanceSet set ->
          new Budgets(allowances.plus(set.run(), set.allowance()), reservations, books, accounts);
      case BudgetEvent.SpendingReserved reserved -> {
        Reservation made =
            new Reservation(
                reserved.reservation(),
                reserved.purpose(),
                reserved.estimate(),
                at,
                Optional.empty());
        yield with(
            reservations.put(made),
            books.change(made.purpose(), at, totals -> totals.reserve(made.estimate())));
      }
      case BudgetEvent.SpendingCommitted committed ->
          close(committed, new Closing.Committed(at, committed.actual()));
      case BudgetEvent.SpendingReleased released ->
          close(released, new Closing.Released(at, released.spent(), released.reason()));
      case BudgetEvent.AccountParked park -> with(accounts.park(park.parked()));
      case BudgetEvent.AccountUnparked unpark -> with(accounts.unpark(unpark.account()));
    };
  }

  private Budgets close(BudgetEvent.OfReservation event, Closing end) {
    Reservation before = reservations.find(event.reservation()).orElseThrow();
    return with(
        reservations.put(before.closed(end)),
        books.change(before.purpose(), end.at(), totals -> after(undone(totals, before), end)));
  }

  /// Without what a reservation counted for so far.
  private static Totals undone(Totals totals, Reservation before) {
    if (before.closing().isEmpty()) {
      return totals.giveBack(before.estimate());
    }
    return switch (before.closing().get()) {
      case Closing.Released released -> released.spent() == Spent.UNKNOWN ? totals.learn() : totals;
      case Closing.Committed committed ->
          throw new IllegalStateException(before.id() + " was committed");
    };
  }

  private static Totals after(Totals totals, Closing end) {
    return switch (end) {
      case Closing.Committed committed -> totals.spend(committed.actual());
      case Closing.Released released ->
          released.spent() == Spent.UNKNOWN ? totals.spend(Amount.UNKNOWN) : totals;
    };
  }

  private Budgets with(Reservations other, Books changed) {
    return new Budgets(allowances, other, changed, accounts);
  }

  private Budgets with(Accounts other) {
    return new Budgets(allowances, reservations, books, other);
  }
}
