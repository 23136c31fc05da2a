package rowlock.sim;

import java.util.List;
import rowlock.board.Board;
import rowlock.board.Contents;
import rowlock.task.Task;

/// Boards as no event makes them.
final class Boards {
  private Boards() {}

  static Board with(Board board, List<Task> tasks) {
    Contents old = board.contents();
    Contents.OfTasks was = old.tasks();
    Contents.OfTasks is =
        new Contents.OfTasks(
            tasks, was.archived(), was.abandoned(), was.groups(), was.lastNumber());
    return Board.of(
        new Contents(
            old.position(), old.at(), is, old.team(), old.mail(), old.operator(), old.ledger()));
  }

  static Board withoutKeys(Board board) {
    Contents old = board.contents();
    Contents.OfLedger was = old.ledger();
    Contents.OfLedger is =
        new Contents.OfLedger(
            was.goal(),
            was.masterPlan(),
            was.settings(),
            List.of(),
            was.runs(),
            was.graceUntil(),
            was.fenceBase());
    return Board.of(
        new Contents(
            old.position(), old.at(), old.tasks(), old.team(), old.mail(), old.operator(), is));
  }
}
