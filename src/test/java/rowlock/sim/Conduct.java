package rowlock.sim;

import java.time.Instant;
import java.util.List;
import rowlock.board.Board;
import rowlock.board.Contents;
import rowlock.board.Decision;
import rowlock.board.Entry;
import rowlock.board.Request;
import rowlock.journal.Journal;

/// What a [TrialDesk] does where a bug could be. By default all of it is right; a bug is one method
/// that does something else.
interface Conduct {
  /// What a request leads to.
  default Decision decide(Board board, Request request, Instant now) {
    return board.decide(request, now);
  }

  /// What an entry leads to.
  default Board replay(Board before, Entry entry) {
    return before.apply(entry);
  }

  /// The board to decide on.
  default Board catchUp(Board known, Journal journal) {
    Board next = known;
    for (Entry entry : journal.read(known.position(), Journal.MAX_READ)) {
      next = replay(next, entry);
    }
    return next;
  }

  /// The position that an append says it knows.
  default long expected(Board known, Journal journal) {
    return known.position();
  }

  /// Whether what is due is done before anything else.
  default boolean ticksBefore(List<Request> requests, Board board, Instant now) {
    return true;
  }

  /// What is stored as a snapshot.
  default Contents snapshot(Board board, Journal journal) {
    return board.contents();
  }
}
