package rowlock.coordinator;

import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Rejection;
import rowlock.journal.JournalException;

/// What became of a request.
public sealed interface Reply {
  /// It happened and is durable.
  ///
  /// @param answer what there is to say
  /// @param board the board with it, and perhaps with what was decided along with it
  record Done(Answer answer, Board board) implements Reply {}

  /// The board said no; nothing changed.
  record Refused(Rejection rejection) implements Reply {}

  /// The journal could not take it; nothing changed. Only after a [JournalException.Stopped] that
  /// is not certain: what was asked is stored wholly or not at all, and opening the journal anew
  /// tells.
  record Failed(JournalException cause) implements Reply {}
}
