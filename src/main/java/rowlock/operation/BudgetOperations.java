package rowlock.operation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.board.Run;
import rowlock.budget.Allowance;
import rowlock.budget.BudgetCommand;
import rowlock.budget.Budgets;
import rowlock.budget.Tally;
import rowlock.task.TaskId;
import rowlock.task.Text;

/// What can be asked about what runs may spend and have spent.
///
/// Money is in millionths of a US dollar. A sum that nobody knows is left out, and beside each sum
/// stands how many attempts it lacks.
public final class BudgetOperations {
  private final Desk desk;

  /// @param desk the project
  public BudgetOperations(Desk desk) {
    this.desk = desk;
  }

  /// All runs with what they may spend and have spent, the agents with what they have spent in all
  /// runs together, and the accounts that wait.
  public Outcome list() {
    Board board = desk.board();
    Budgets budgets = board.budgets();
    return Outcome.done(
        Fields.of("runs", board.runs().stream().map(run -> run(run, budgets)).toList())
            .with("agents", tallies(budgets, tally -> tally.of() == Tally.Of.AGENT))
            .with("parked", budgets.parked().stream().map(BudgetView::parked).toList()));
  }

  /// One run: what it may spend, what it has spent, and what is reserved for whom.
  public Outcome show(String run) {
    Board board = desk.board();
    return board
        .run(run)
        .map(known -> Outcome.done(whole(known, board)))
        .orElseGet(() -> Outcome.rejected(new Rejection.Unknown("run", run)));
  }

  /// Says what a run may spend from now on.
  public Outcome allow(String run, Allowance allowance, Caller caller) {
    return desk.ask(
        caller,
        new Command.OfBudget(new BudgetCommand.SetAllowance(run, allowance)),
        (answer, board) -> board.run(run).map(known -> whole(known, board)).orElseThrow());
  }

  /// What a run may spend, as it stands.
  public Optional<Allowance> allowance(String run) {
    Board board = desk.board();
    return board.run(run).map(known -> board.budgets().allowance(run));
  }

  private static Fields run(Run run, Budgets budgets) {
    return Fields.of("run", run.id())
        .with("outcome", run.outcome())
        .with("allowance", BudgetView.allowance(budgets.allowance(run.id())))
        .with("spent", BudgetView.totals(budgets.ofRun(run.id())));
  }

  private static Fields whole(Run run, Board board) {
    Budgets budgets = board.budgets();
    List<Fields> reserved =
        budgets.open().stream()
            .filter(one -> one.purpose().run().equals(run.id()))
            .limit(Text.MAX_ENTRIES)
            .map(BudgetView::reservation)
            .toList();
    return run(run, budgets)
        .with("reserved", reserved)
        .with("tasks", tallies(budgets, tally -> isOfTask(tally, run, board)));
  }

  private static boolean isOfTask(Tally tally, Run run, Board board) {
    return tally.of() == Tally.Of.TASK
        && board
            .task(new TaskId(tally.name()))
            .flatMap(task -> task.spec().links().run())
            .filter(run.id()::equals)
            .isPresent();
  }

  /// Those that changed last first.
  private static List<Fields> tallies(Budgets budgets, Predicate<Tally> wanted) {
    return budgets.tallies().stream()
        .filter(wanted)
        .sorted(Comparator.comparing(Tally::at).reversed())
        .limit(Text.MAX_ENTRIES)
        .map(tally ->
            Fields.of(tally.of().label(), tally.name())
                .withAll(BudgetView.totals(tally.totals()).map()))
        .toList();
  }
}
