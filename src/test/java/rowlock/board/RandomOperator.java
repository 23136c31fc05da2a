package rowlock.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.budget.BudgetCommand;
import rowlock.budget.Purpose;
import rowlock.budget.Spent;
import rowlock.need.Ask;
import rowlock.need.Choice;
import rowlock.need.NeedCommand;
import rowlock.need.NeedKind;
import rowlock.need.Wording;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// Whatever might be asked about needs and budgets, in a fixed order for each seed.
final class RandomOperator {
  private static final List<String> RUNS = List.of("r1", "r2");

  private final Random random;

  RandomOperator(Random random) {
    this.random = random;
  }

  Command command(Board board, TaskId task, AgentId agent) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> new Command.OfNeed(need(board, task, agent));
      case 4 -> run();
      default -> new Command.OfBudget(budget(board, task, agent));
    };
  }

  private NeedCommand need(Board board, TaskId task, AgentId agent) {
    long last = board.contents().operator().needs().last();
    String need = "n" + Math.max(1, last + 1 - random.nextInt(6));
    return switch (random.nextInt(5)) {
      case 0 -> new NeedCommand.WithdrawNeed(need, "gone");
      case 1 -> new NeedCommand.AnswerNeed(need, choice());
      default ->
          new NeedCommand.RaiseNeed(
              new Ask(
                  List.of(NeedKind.values()).get(random.nextInt(6)),
                  maybe(() -> agent),
                  maybe(() -> task),
                  new Wording("May it?", "", random.nextBoolean() ? List.of() : List.of("b")),
                  maybe(() -> "s" + random.nextInt(4))));
    };
  }

  private Choice choice() {
    return Choice.of(List.of("allow", "deny", "a", "b").get(random.nextInt(4)));
  }

  private BudgetCommand budget(Board board, TaskId task, AgentId agent) {
    long last = board.contents().operator().budgets().lastReservation();
    String reservation = "s" + Math.max(1, last + 1 - random.nextInt(6));
    return switch (random.nextInt(10)) {
      case 0 -> new BudgetCommand.SetAllowance(aRun(), allowance());
      case 1, 2 -> new BudgetCommand.CommitSpending(reservation, amount());
      case 3 ->
          new BudgetCommand.ReleaseSpending(
              reservation, random.nextBoolean() ? Spent.NOTHING : Spent.UNKNOWN, "lost");
      case 4 -> new BudgetCommand.UnparkAccount("x" + random.nextInt(3), "it works");
      case 5 ->
          new BudgetCommand.ParkAccount(
              "x" + random.nextInt(3), soon(board, Duration.ofDays(32)), "limit");
      default ->
          new BudgetCommand.ReserveSpending(
              new Purpose(aRun(), maybe(() -> task), agent), amount());
    };
  }

  private Allowance allowance() {
    return new Allowance(
        maybe(() -> random.nextLong(9_000)), maybe(() -> random.nextLong(9_000)), Optional.empty());
  }

  private Amount amount() {
    return new Amount(maybe(() -> random.nextLong(500)), maybe(() -> random.nextLong(500)));
  }

  private Command run() {
    return random.nextInt(5) == 0
        ? new Command.CloseRun(aRun(), RunOutcome.STOPPED)
        : new Command.OpenRun(
            new Run(aRun(), "goal", "00ff", Optional.empty(), Stage.START, Optional.empty()),
            List.of());
  }

  private String aRun() {
    return RUNS.get(random.nextInt(RUNS.size()));
  }

  private Instant soon(Board board, Duration longest) {
    return board.at().plusSeconds(random.nextLong(longest.toSeconds()));
  }

  /// Mostly.
  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value.get());
  }
}
