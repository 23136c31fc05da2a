package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.board.Say.add;
import static rowlock.board.Say.agent;
import static rowlock.board.Say.id;
import static rowlock.board.Say.register;
import static rowlock.board.Say.tick;
import static rowlock.board.Wanted.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.budget.BudgetCommand;
import rowlock.budget.BudgetCommand.CommitSpending;
import rowlock.budget.BudgetCommand.ParkAccount;
import rowlock.budget.BudgetCommand.ReleaseSpending;
import rowlock.budget.BudgetCommand.ReserveSpending;
import rowlock.budget.BudgetCommand.SetAllowance;
import rowlock.budget.BudgetCommand.UnparkAccount;
import rowlock.budget.BudgetEvent;
import rowlock.budget.BudgetRefusal;
import rowlock.budget.Budgets;
import rowlock.budget.Measure;
import rowlock.budget.Measured;
import rowlock.budget.Parked;
import rowlock.budget.Purpose;
import rowlock.budget.Spent;
import rowlock.budget.Totals;

/// What may be spent, and the accounts that wait.
final class BudgetStories {
  private static final Purpose ON_A = new Purpose("r", Optional.of(id("a")), agent("ann"));
  private static final Purpose LEADING = new Purpose("r", Optional.empty(), agent("ann"));

  private BudgetStories() {}

  static List<Story> all() {
    return Stream.of(spending(), limits(), accounts()).flatMap(List::stream).toList();
  }

  private static List<Story> spending() {
    return List.of(
        new Story(
            "what is reserved counts until what it cost is known",
            s -> {
              begun(s)
                  .when(new ReserveSpending(ON_A, Amount.of(500, 50)))
                  .then(new BudgetEvent.SpendingReserved("s1", ON_A, Amount.of(500, 50)))
                  .thenAnswers(new Answer.Created("s1"));
              Totals reserved = new Totals(1, 0, new Measured(0, 500, 0), new Measured(0, 50, 0));
              assertThat(s.board().budgets().ofRun("r")).isEqualTo(reserved);
              assertThat(s.board().budgets().ofTask(id("a"))).isEqualTo(reserved);
              assertThat(s.board().budgets().ofAgent(agent("ann"))).isEqualTo(reserved);
              s.when(new CommitSpending("s1", Amount.of(700, 40)))
                  .then(new BudgetEvent.SpendingCommitted("s1", ON_A, Amount.of(700, 40)));
              assertThat(s.board().budgets().ofRun("r"))
                  .isEqualTo(new Totals(0, 1, new Measured(700, 0, 0), new Measured(40, 0, 0)));
              assertThat(s.restarted().board().budgets().ofTask(id("a")).usd().spent())
                  .isEqualTo(700);
            }),
        new Story(
            "what nobody knows is not nothing",
            s -> {
              begun(s)
                  .when(new ReserveSpending(ON_A, Amount.UNKNOWN))
                  .when(new CommitSpending("s1", new Amount(Optional.empty(), Optional.of(9L))));
              Totals totals = s.board().budgets().ofRun("r");
              assertThat(totals.spent(Measure.USD)).isEmpty();
              assertThat(totals.spent(Measure.TOKENS)).contains(9L);
              assertThat(totals.usd().unknown()).isEqualTo(1);
              s.when(new ReserveSpending(ON_A, Amount.UNKNOWN))
                  .when(new CommitSpending("s2", Amount.of(3, 4)));
              assertThat(s.board().budgets().ofRun("r").spent(Measure.USD)).contains(3L);
            }),
        new Story(
            "the same figure twice is one figure, and another one is refused",
            s ->
                begun(s)
                    .when(new ReserveSpending(ON_A, Amount.of(5, 5)))
                    .when(new CommitSpending("s1", Amount.of(6, 6)))
                    .when(new CommitSpending("s1", Amount.of(6, 6)))
                    .then()
                    .when(new CommitSpending("s1", Amount.of(7, 7)))
                    .refused(new BudgetRefusal.AlreadyCommitted("s1"))
                    .when(new ReleaseSpending("s1", Spent.UNKNOWN, "late"))
                    .refused(new BudgetRefusal.AlreadyCommitted("s1"))
                    .when(new CommitSpending("s2", Amount.UNKNOWN))
                    .refused(new BudgetRefusal.UnknownReservation("s2"))
                    .when(new ReleaseSpending("x", Spent.NOTHING, "what"))
                    .refused(new BudgetRefusal.UnknownReservation("x"))),
        new Story(
            "what never began costs nothing, and what was lost is unknown",
            s -> {
              begun(s)
                  .when(new ReserveSpending(ON_A, Amount.of(5, 5)))
                  .when(new ReserveSpending(LEADING, Amount.of(5, 5)))
                  .when(new ReleaseSpending("s1", Spent.NOTHING, "it did not start"))
                  .then(
                      new BudgetEvent.SpendingReleased(
                          "s1", ON_A, Spent.NOTHING, "it did not start"))
                  .when(new ReleaseSpending("s1", Spent.NOTHING, "it did not start"))
                  .then()
                  .when(new ReleaseSpending("s2", Spent.UNKNOWN, "the machine died"));
              assertThat(s.board().budgets().ofRun("r"))
                  .isEqualTo(new Totals(0, 2, new Measured(0, 0, 1), new Measured(0, 0, 1)));
            }),
        new Story(
            "an open reservation is released when its run ends, and a late figure still counts",
            s -> {
              begun(s)
                  .when(new ReserveSpending(ON_A, Amount.of(5, 5)))
                  .when(new Command.CloseRun("r", RunOutcome.STOPPED))
                  .then(
                      new Event.RunClosed("r", RunOutcome.STOPPED),
                      new Event.OfBudget(
                          new BudgetEvent.SpendingReleased(
                              "s1", ON_A, Spent.UNKNOWN, "the run ended without a figure")))
                  .when(new ReserveSpending(ON_A, Amount.of(5, 5)))
                  .refused(new BudgetRefusal.RunOver("r"));
              assertThat(s.board().budgets().ofRun("r").spent(Measure.USD)).isEmpty();
              s.when(new CommitSpending("s1", Amount.of(4, 6)));
              assertThat(s.board().budgets().ofRun("r"))
                  .isEqualTo(new Totals(0, 1, new Measured(4, 0, 0), new Measured(6, 0, 0)));
            }));
  }

  private static List<Story> limits() {
    return List.of(
        new Story(
            "what would go beyond the budget is refused until the budget is raised",
            s ->
                begun(s)
                    .when(allow(1_000, 100))
                    .then(new BudgetEvent.AllowanceSet("r", allowance(1_000, 100)))
                    .when(allow(1_000, 100))
                    .then()
                    .when(new ReserveSpending(ON_A, Amount.of(600, 10)))
                    .when(new CommitSpending("s1", Amount.of(300, 10)))
                    .when(new ReserveSpending(ON_A, Amount.of(500, 10)))
                    .when(new ReserveSpending(ON_A, Amount.of(201, 10)))
                    .refused(
                        new BudgetRefusal.BudgetExhausted(
                            "r",
                            new BudgetRefusal.Shortage.Of(Measure.USD, 1_000, 300, 500, 201, 0)))
                    .when(new ReserveSpending(ON_A, Amount.of(200, 81)))
                    .refused(
                        new BudgetRefusal.BudgetExhausted(
                            "r", new BudgetRefusal.Shortage.Of(Measure.TOKENS, 100, 10, 10, 81, 0)))
                    .when(new ReserveSpending(ON_A, Amount.of(200, 80)))
                    .thenAnswers(new Answer.Created("s3"))
                    .when(allow(1_001, 101))
                    .when(new ReserveSpending(ON_A, Amount.of(1, 1)))
                    .thenAnswers(new Answer.Created("s4"))),
        new Story(
            "what told no figure counts like what is asked for, until its figure is known",
            s ->
                begun(s)
                    .when(allow(1_000, 100))
                    .when(new ReserveSpending(ON_A, Amount.of(400, 10)))
                    .when(new CommitSpending("s1", new Amount(Optional.empty(), Optional.of(5L))))
                    .when(new ReserveSpending(ON_A, Amount.of(501, 10)))
                    .refused(
                        new BudgetRefusal.BudgetExhausted(
                            "r", new BudgetRefusal.Shortage.Of(Measure.USD, 1_000, 0, 0, 501, 1)))
                    .when(new ReserveSpending(ON_A, Amount.of(500, 10)))
                    .thenAnswers(new Answer.Created("s2"))),
        new Story(
            "a limit wants an estimate of what it limits",
            s ->
                begun(s)
                    .when(
                        new SetAllowance(
                            "r",
                            new Allowance(Optional.empty(), Optional.of(9L), Optional.empty())))
                    .when(new ReserveSpending(ON_A, new Amount(Optional.of(1L), Optional.empty())))
                    .refused(new BudgetRefusal.EstimateMissing("r", Measure.TOKENS))
                    .when(new ReserveSpending(ON_A, new Amount(Optional.empty(), Optional.of(1L))))
                    .thenAnswers(new Answer.Created("s1"))),
        new Story(
            "nothing begins when the time of a run is over",
            s ->
                begun(s)
                    .when(
                        new SetAllowance(
                            "r",
                            new Allowance(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(s.in(Duration.ofMinutes(5))))))
                    .after("5m")
                    .when(new ReserveSpending(LEADING, Amount.UNKNOWN))
                    .refused(
                        new BudgetRefusal.BudgetExhausted(
                            "r", new BudgetRefusal.Shortage.Time(s.now())))),
        new Story(
            "what is spent is spent by somebody, on something, in a run",
            s ->
                begun(s)
                    .when(
                        new ReserveSpending(
                            new Purpose("r", Optional.empty(), agent("bob")), Amount.UNKNOWN))
                    .refused(new Rejection.UnknownAgent(agent("bob")))
                    .when(
                        new ReserveSpending(
                            new Purpose("r", Optional.of(id("z")), agent("ann")), Amount.UNKNOWN))
                    .refused(new Rejection.UnknownTask(id("z")))
                    .when(
                        new ReserveSpending(
                            new Purpose("q", Optional.empty(), agent("ann")), Amount.UNKNOWN))
                    .refused(new Rejection.Unknown("run", "q"))
                    .when(new SetAllowance("q", Allowance.UNLIMITED))
                    .refused(new Rejection.Unknown("run", "q"))),
        new Story(
            "so much may be reserved at a time and no more",
            s -> {
              begun(s).quickly();
              IntStream.range(0, 10_000)
                  .forEach(i -> s.when(new ReserveSpending(LEADING, Amount.UNKNOWN)));
              s.when(new ReserveSpending(LEADING, Amount.UNKNOWN))
                  .refused(new BudgetRefusal.TooMany("open reservations", 10_000));
            }));
  }

  private static List<Story> accounts() {
    return List.of(
        new Story(
            "a parked account goes on when its time has come, restart or not",
            s -> {
              Parked parked = new Parked("jo@example.org", s.in(Duration.ofHours(5)), "limit");
              s.when(new ParkAccount(parked))
                  .then(new BudgetEvent.AccountParked(parked))
                  .when(new ParkAccount(parked))
                  .then()
                  .restarted();
              assertThat(s.board().parkedUntil("jo@example.org")).contains(parked.until());
              assertThat(s.board().nextDeadline()).contains(parked.until());
              s.after("5h")
                  .when(tick())
                  .then(new BudgetEvent.AccountUnparked("jo@example.org", "its time has come"));
              assertThat(s.board().parkedUntil("jo@example.org")).isEmpty();
              assertThat(s.board().nextDeadline()).isEmpty();
            }),
        new Story(
            "the last word about an account counts",
            s -> {
              s.when(new ParkAccount("x", s.in(Duration.ofHours(5)), "limit"))
                  .when(new ParkAccount("x", s.in(Duration.ofHours(2)), "limit"));
              assertThat(s.board().nextDeadline()).contains(s.in(Duration.ofHours(2)));
              s.when(new UnparkAccount("x", "it works again"))
                  .then(new BudgetEvent.AccountUnparked("x", "it works again"))
                  .when(new UnparkAccount("x", "it works again"))
                  .then();
              assertThat(s.board().nextDeadline()).isEmpty();
            }),
        new Story(
            "an account is parked for a while, not for ever and not for the past",
            s ->
                s.when(new ParkAccount("x", s.now(), "limit"))
                    .then()
                    .when(new ParkAccount("x", s.in(Duration.ofDays(32)), "limit"))
                    .refused(new BudgetRefusal.ParkedTooLong("x", s.in(Duration.ofDays(32))))),
        new Story(
            "so many accounts may wait and no more",
            s -> {
              IntStream.range(0, Budgets.MAX_ACCOUNTS)
                  .forEach(i ->
                      s.quickly()
                          .when(new ParkAccount("x" + i, s.in(Duration.ofHours(1)), "limit")));
              s.when(new ParkAccount("y", s.in(Duration.ofHours(1)), "limit"))
                  .refused(new BudgetRefusal.TooMany("parked accounts", Budgets.MAX_ACCOUNTS))
                  .when(new ParkAccount("x1", s.in(Duration.ofHours(2)), "limit"))
                  .then(
                      new BudgetEvent.AccountParked(
                          new Parked("x1", s.in(Duration.ofHours(2)), "limit")));
            }));
  }

  /// A run with a task, and an agent.
  private static Stage begun(Stage s) {
    return s.given(
        new Command.OpenRun(
            new Run("r", "goal", "00ff", Optional.empty(), s.now(), Optional.empty()), List.of()),
        add(task("a").inRun("r")),
        register("ann", "shell"));
  }

  private static BudgetCommand allow(long usdMicros, long tokens) {
    return new SetAllowance("r", allowance(usdMicros, tokens));
  }

  private static Allowance allowance(long usdMicros, long tokens) {
    return new Allowance(Optional.of(usdMicros), Optional.of(tokens), Optional.empty());
  }
}
