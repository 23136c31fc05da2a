package rowlock.agent;

import java.util.Optional;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.budget.Amount;
import rowlock.budget.BudgetCommand;
import rowlock.budget.BudgetRefusal;
import rowlock.budget.Purpose;
import rowlock.budget.Reservation;
import rowlock.budget.Spent;
import rowlock.coordinator.Reply;
import rowlock.kind.AgentKind;
import rowlock.kind.AgentKinds;
import rowlock.kind.Spending;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.task.TaskId;

/// What agents may spend: who may cost money reserves the estimate of its kind before it begins,
/// and says afterwards what it cost. Tasks outside of runs have no budget.
///
/// It remembers nothing: a reservation is found on the board by what it is for, so whoever comes
/// after a crash finds it too. Safe for any number of threads.
///
/// @param desk to the coordinator
/// @param kinds the kinds there are
public record Purse(Desk desk, AgentKinds kinds) {
  /// Why an agent of a kind may not begin with a task of a board now; empty if it may.
  public Optional<Rejection> objection(Board board, Task task, AgentKind kind) {
    return objection(board, task, estimate(kind));
  }

  /// The same for a kind by its name; one that nobody describes is estimated at nothing.
  Optional<Rejection> objection(Board board, Task task, String kind) {
    return objection(board, task, kinds.find(kind).map(Purse::estimate).orElse(Amount.of(0, 0)));
  }

  private Optional<Rejection> objection(Board board, Task task, Amount estimate) {
    Optional<String> run = task.spec().links().run();
    Optional<BudgetRefusal> refusal =
        run.flatMap(name -> board.budgets().objection(name, estimate, desk.now()));
    return refusal.map(Rejection.OfBudget::new);
  }

  /// What is reserved for one attempt of a kind.
  public static Amount estimate(AgentKind kind) {
    Spending.Estimate estimate = kind.spending().estimate();
    return kind.cost() == Spending.Cost.FREE
        ? Amount.of(0, 0)
        : amount(Optional.of(estimate.usdMicros()), Optional.of(estimate.tokens()));
  }

  /// An amount within the bounds of amounts.
  static Amount amount(Optional<Long> usdMicros, Optional<Long> tokens) {
    return new Amount(
        usdMicros.map(usd -> Math.min(usd, Amount.MAX_USD_MICROS)),
        tokens.map(count -> Math.min(count, Amount.MAX_TOKENS)));
  }

  /// Keeps what an attempt may cost, unless that was done before.
  ///
  /// @return why it may not begin; empty if it may
  Optional<Rejection> reserve(AgentId agent, Task task, AgentKind kind) {
    Optional<String> run = task.spec().links().run();
    if (run.isEmpty() || find(agent, task.id()).isPresent()) {
      return Optional.empty();
    }
    if (kind.cost() == Spending.Cost.FREE) {
      return objection(desk.board(), task, kind);
    }
    Purpose purpose = new Purpose(run.get(), Optional.of(task.id()), agent);
    return switch (tell(new BudgetCommand.ReserveSpending(purpose, estimate(kind)))) {
      case Reply.Done _ -> Optional.empty();
      case Reply.Refused refused -> Optional.of(refused.rejection());
      case Reply.Failed failed -> throw failed.cause();
    };
  }

  /// Says what the attempt of an agent at a task cost; nothing is said twice.
  void settle(AgentId agent, TaskId task, Amount actual) {
    find(agent, task).ifPresent(one -> tell(new BudgetCommand.CommitSpending(one.id(), actual)));
  }

  /// Gives back what was reserved for an attempt that never began.
  void giveBack(AgentId agent, TaskId task, String reason) {
    find(agent, task)
        .ifPresent(one -> tell(new BudgetCommand.ReleaseSpending(one.id(), Spent.NOTHING, reason)));
  }

  private Reply tell(BudgetCommand command) {
    return desk.reply(new Command.OfBudget(command));
  }

  private Optional<Reservation> find(AgentId agent, TaskId task) {
    Board board = desk.board();
    return board.budgets().open().stream()
        .filter(one -> one.purpose().agent().equals(agent))
        .filter(one -> one.purpose().task().equals(Optional.of(task)))
        .findFirst();
  }
}
