package rowlock.sim;

import java.util.List;
import rowlock.board.Board;
import rowlock.board.Request;
import rowlock.coordinator.Reply;
import rowlock.coordinator.Writer;

/// Where a simulated process carries out requests. The real one is a [Writer]; experiments put
/// something broken in its place and see whether anybody notices.
public interface Desk {
  /// The newest board known here.
  Board board();

  /// Learns what others appended.
  void catchUp();

  /// Carries out requests in order, together, and answers each.
  List<Reply> write(List<Request> requests);

  /// How a process gets its desk when it starts.
  @FunctionalInterface
  interface Opening {
    /// The real one.
    Opening REAL = journal -> new Real(Writer.open(journal, board -> ""));

    /// A desk on a journal.
    Desk on(MemoryJournal journal);
  }

  /// The coordinator's own writer.
  ///
  /// @param writer what it hands everything to
  record Real(Writer writer) implements Desk {
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
