package rowlock.sim;

import java.util.List;
import rowlock.board.Board;
import rowlock.board.Entry;
import rowlock.board.Request;
import rowlock.coordinator.Reply;
import rowlock.coordinator.Writer;
import rowlock.journal.Journal;

/// Where a simulated process carries out requests. The real one is a [Writer]; experiments put
/// something broken in its place and see whether anybody notices.
public interface Desk {
  /// The newest board known here.
  Board board();

  /// Learns what others appended.
  void catchUp();

  /// Carries out requests in order, together, and answers each.
  List<Reply> write(List<Request> requests);

  /// Keeps a snapshot of the newest board, so that the next start is faster.
  void storeSnapshot();

  /// How a process gets its desk when it starts.
  @FunctionalInterface
  interface Opening {
    /// The real one.
    Opening REAL = Real::on;

    /// A desk on a journal.
    Desk on(MemoryJournal journal);

    /// The board after an entry, by the rules of replay that are on trial.
    default Board replay(Board before, Entry entry) {
      return before.apply(entry);
    }
  }

  /// The coordinator's own writer.
  ///
  /// @param writer what it hands requests to
  /// @param journal where it stores snapshots
  record Real(Writer writer, Journal journal) implements Desk {
    /// A writer on a journal.
    public static Real on(Journal journal) {
      return new Real(Writer.open(journal, board -> ""), journal);
    }

    @Override
    public void storeSnapshot() {
      journal.store(board().contents());
    }

    @Override
    public Board board() {
      return writer.board();
    }

    @Override
    public void catchUp() {
      writer.catchUp();
    }

    @Override
    public List<Reply> write(List<Request> requests) {
      return writer.write(requests);
    }
  }
}
