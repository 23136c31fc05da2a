package rowlock.app;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Run;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.budget.BudgetCommand;
import rowlock.budget.Purpose;
import rowlock.budget.Reservation;
import rowlock.budget.Spent;
import rowlock.operation.RunOrder;
import rowlock.task.AgentId;
import rowlock.team.Agent;
import rowlock.team.Role;

/// The money of a run as it begins: what its planning cost, and what it may spend.
///
/// @param order what was ordered
/// @param board the newest board
/// @param give carries a command out or throws
record Sponsorship(RunOrder order, Supplier<Board> board, Giver give) {
  /// Who carries commands out.
  interface Giver {
    /// Carries a command out, or throws.
    Answer give(Command command);
  }

  /// @param known the run as it was before it was opened now
  void begin(Optional<Run> known) {
    // Before there is a limit that could refuse it: the money is gone already.
    if (known.isEmpty()) {
      order.choices().budget().planning().ifPresent(this::enter);
    }
    Allowance before = board.get().budgets().allowance(order.run());
    Allowance wanted = merged(before, order.choices().budget().allowance());
    if (!wanted.equals(before)) {
      give.give(new Command.OfBudget(new BudgetCommand.SetAllowance(order.run(), wanted)));
    }
  }

  /// Gives back what was reserved for attempts that nobody is at any more: the process that made
  /// the reservation was cut off.
  void tidy() {
    for (Reservation one : List.copyOf(board.get().budgets().open())) {
      Purpose purpose = one.purpose();
      boolean isHeld =
          purpose
              .task()
              .filter(task -> board.get().heldBy(purpose.agent()).contains(task))
              .isPresent();
      if (purpose.run().equals(order.run()) && !isHeld) {
        give.give(
            new Command.OfBudget(
                new BudgetCommand.ReleaseSpending(
                    one.id(), Spent.UNKNOWN, "what watched it was cut off")));
      }
    }
  }

  /// The same command again never takes back what was granted meanwhile; its time begins anew.
  private static Allowance merged(Allowance before, Allowance given) {
    Optional<Instant> until = given.until().or(before::until);
    return new Allowance(
        more(before.usdMicros(), given.usdMicros()), more(before.tokens(), given.tokens()), until);
  }

  private static Optional<Long> more(Optional<Long> before, Optional<Long> given) {
    return given.map(now -> Math.max(now, before.orElse(now))).or(() -> before);
  }

  private void enter(RunOrder.Planning planning) {
    AgentId planner = new AgentId(planning.kind() + "-planner");
    SortedSet<String> none = new TreeSet<>();
    give.give(
        new Command.RegisterAgent(
            new Agent(
                planner, planning.kind(), Role.WORKER, none, Optional.empty(), Optional.empty())));
    Purpose purpose = new Purpose(order.run(), Optional.empty(), planner);
    Answer reserved =
        give.give(
            new Command.OfBudget(new BudgetCommand.ReserveSpending(purpose, Amount.of(0, 0))));
    if (reserved instanceof Answer.Created created) {
      give.give(
          new Command.OfBudget(new BudgetCommand.CommitSpending(created.id(), planning.spent())));
    }
    give.give(new Command.RetireAgent(planner, "the plan is made"));
  }
}
