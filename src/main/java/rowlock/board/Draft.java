package rowlock.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowlock.budget.Budgets;
import rowlock.need.Needs;
import rowlock.task.Task;
import rowlock.task.TaskId;

/// The events of a decision while it is being made, and the board they lead to. Lives only inside
/// one call of [Board#decide].
final class Draft {
  private final Instant now;
  private final List<Event> events = new ArrayList<>();
  private Board board;

  Draft(Board board, Instant now) {
    this.board = board;
    this.now = now;
  }

  /// Lets something happen.
  void emit(Event event) {
    board = board.after(event, now);
    events.add(event);
  }

  /// How much has happened so far.
  int size() {
    return events.size();
  }

  /// The board as it would be with everything that happened so far.
  Board board() {
    return board;
  }

  Tasks tasks() {
    return board.taskTable();
  }

  Ledger ledger() {
    return board.memory().ledger();
  }

  Mail mail() {
    return board.memory().mail();
  }

  Needs needs() {
    return board.memory().needs();
  }

  Budgets budgets() {
    return board.memory().budgets();
  }

  Optional<Task> find(TaskId id) {
    return tasks().find(id);
  }

  Instant now() {
    return now;
  }

  Decision accept(Answer answer) {
    return new Decision.Accepted(events, answer, board);
  }

  Decision accept() {
    return accept(new Answer.Accepted());
  }

  /// Accepts, and tells where a task stands now.
  Decision moved(TaskId id) {
    return accept(new Answer.Moved(id, tasks().require(id).status()));
  }

  static Decision reject(Rejection rejection) {
    return new Decision.Rejected(rejection);
  }
}
