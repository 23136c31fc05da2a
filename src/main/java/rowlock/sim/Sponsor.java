package rowlock.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.board.Run;
import rowlock.board.RunOutcome;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.budget.BudgetCommand;
import rowlock.budget.Reservation;
import rowlock.budget.Spent;
import rowlock.coordinator.Reply;
import rowlock.need.Choice;
import rowlock.need.Need;
import rowlock.need.NeedCommand;
import rowlock.task.AgentId;

/// The person who pays and answers, with the reconcilers that do it in their name: allows and
/// denies, sometimes twice and sometimes late; gives back what nobody will pay; parks accounts.
final class Sponsor implements Asker {
  /// The run that all work is paid from.
  static final String RUN = "spree";

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(12);
  private static final int MOST_AT_ONCE = 20;

  private final World world;
  private final Chance chance;
  private final Keys keys;
  private final List<AgentId> team;
  private boolean calm;

  Sponsor(World world, List<AgentId> team) {
    this.world = world;
    this.chance = world.chance();
    this.keys = new Keys(world, Request.OPERATOR + "-2");
    this.team = team;
  }

  void begin() {
    ask(open());
    world.every(SHORTEST_PAUSE, LONGEST_PAUSE, this::act);
  }

  /// From now on everything is answered and paid.
  void calm() {
    calm = true;
  }

  private void act() {
    world.hubs().stream()
        .flatMap(hub -> hub.board().stream())
        .findFirst()
        .ifPresent(board -> {
          if (calm) {
            cleanUp(board);
          } else {
            ask(next(board));
          }
        });
  }

  private Command next(Board board) {
    return switch (chance.below(10)) {
      case 0, 1, 2 -> anyNeed(board).map(this::settle).orElseGet(this::open);
      case 3, 4 -> anyReservation(board).map(this::close).orElseGet(this::open);
      case 5, 6 -> allow();
      case 7 -> park();
      case 8 -> chance.oneIn(4) ? new Command.CloseRun(RUN, RunOutcome.STOPPED) : allow();
      default -> open();
    };
  }

  /// Mostly one that waits.
  private Optional<Need> anyNeed(Board board) {
    List<Need> needs = chance.oneIn(4) ? board.settledNeeds() : board.needs();
    return needs.isEmpty() ? Optional.empty() : Optional.of(chance.pick(needs));
  }

  private Command settle(Need need) {
    return new Command.OfNeed(
        switch (chance.below(4)) {
          case 0 -> new NeedCommand.WithdrawNeed(need.id(), "it went away");
          case 1 -> new NeedCommand.AnswerNeed(need.id(), new Choice.Deny());
          case 2 -> new NeedCommand.AnswerNeed(need.id(), new Choice.Words("perhaps"));
          default -> new NeedCommand.AnswerNeed(need.id(), new Choice.Allow());
        });
  }

  private Optional<Reservation> anyReservation(Board board) {
    List<Reservation> open = List.copyOf(board.budgets().open());
    return open.isEmpty() ? Optional.empty() : Optional.of(chance.pick(open));
  }

  private Command close(Reservation one) {
    return new Command.OfBudget(
        switch (chance.below(3)) {
          case 0 -> new BudgetCommand.CommitSpending(one.id(), amount());
          case 1 -> new BudgetCommand.ReleaseSpending(one.id(), Spent.NOTHING, "never begun");
          default -> new BudgetCommand.ReleaseSpending(one.id(), Spent.UNKNOWN, "lost");
        });
  }

  private Command allow() {
    Optional<Instant> until =
        chance.oneIn(4)
            ? Optional.of(world.clock().now().plus(chance.upTo(Duration.ofMinutes(5))))
            : Optional.empty();
    return new Command.OfBudget(
        new BudgetCommand.SetAllowance(
            RUN,
            new Allowance(
                Optional.of((long) chance.below(4_000)),
                chance.oneIn(2) ? Optional.empty() : Optional.of((long) chance.below(4_000)),
                until)));
  }

  private Amount amount() {
    return chance.oneIn(4) ? Amount.UNKNOWN : Amount.of(chance.below(300), chance.below(300));
  }

  private Command park() {
    String account = chance.pick(team) + "@example.org";
    Instant until = world.clock().now().plus(chance.upTo(Duration.ofMinutes(10)));
    return new Command.OfBudget(
        chance.oneIn(4)
            ? new BudgetCommand.UnparkAccount(account, "it works again")
            : new BudgetCommand.ParkAccount(account, until, "limit"));
  }

  private Command open() {
    return new Command.OpenRun(
        new Run(RUN, "spend", "00ff", Optional.empty(), VirtualClock.START, Optional.empty()),
        List.of());
  }

  private void cleanUp(Board board) {
    board.needs().stream()
        .limit(MOST_AT_ONCE)
        .forEach(need ->
            ask(new Command.OfNeed(new NeedCommand.AnswerNeed(need.id(), new Choice.Deny()))));
    board.budgets().open().stream()
        .filter(one -> board.heldBy(one.purpose().agent()).isEmpty())
        .limit(MOST_AT_ONCE)
        .forEach(one ->
            ask(
                new Command.OfBudget(
                    new BudgetCommand.ReleaseSpending(one.id(), Spent.UNKNOWN, "lost"))));
  }

  private void ask(Command command) {
    world.ask(new Question(keys.request(command), this));
  }

  @Override
  public void hear(Request request, Reply reply) {
    // It looks at the board again, whatever was said.
  }

  @Override
  public void miss(Request request) {
    if (request.key().isPresent() && chance.oneIn(2)) {
      world.after(chance.upTo(LONGEST_PAUSE), () -> world.ask(new Question(request, this)));
    }
  }
}
