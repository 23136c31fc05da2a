package rowlock.operation;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.need.Ask;
import rowlock.need.Choice;
import rowlock.need.Need;
import rowlock.need.NeedCommand;
import rowlock.need.NeedKind;
import rowlock.need.NeedRefusal;

/// What can be asked about what waits for a person, and answered.
public final class NeedOperations {
  private final Desk desk;

  /// @param desk the project
  public NeedOperations(Desk desk) {
    this.desk = desk;
  }

  /// Which needs are wanted.
  public enum Which {
    /// Those that wait.
    OPEN,
    /// Those that were settled last, after those that wait.
    ALL
  }

  /// What waits for a person: first what most tasks wait for, then the oldest.
  public Outcome list(Which which) {
    return list(which, need -> true);
  }

  /// What of one kind waits for a person.
  public Outcome list(Which which, NeedKind kind) {
    return list(which, need -> need.kind() == kind);
  }

  private Outcome list(Which which, Predicate<Need> fits) {
    Board board = desk.board();
    List<Need> open = board.needs();
    Stream<Need> all =
        which == Which.OPEN
            ? open.stream()
            : Stream.concat(open.stream(), board.settledNeeds().stream());
    return Outcome.done(
        Fields.of("needs", all.filter(fits).map(need -> NeedView.row(need, board)).toList())
            .with("open", open.size()));
  }

  /// One need, with its answer if it has one.
  public Outcome show(String need) {
    Board board = desk.board();
    return board
        .need(need)
        .map(known -> Outcome.done(NeedView.whole(known, board)))
        .orElseGet(() -> Outcome.rejected(new Rejection.OfNeed(new NeedRefusal.UnknownNeed(need))));
  }

  /// Says that a person is wanted.
  public Outcome raise(Ask ask, Caller caller) {
    return desk.ask(
        caller,
        new Command.OfNeed(new NeedCommand.RaiseNeed(ask)),
        (answer, board) -> {
          if (!(answer instanceof Answer.Created created)) {
            throw new IllegalStateException("a need was raised, but the answer is " + answer);
          }
          return Fields.of("need", created.id());
        });
  }

  /// Answers a need; who answers is the caller.
  public Outcome answer(String need, Choice choice, Caller caller) {
    return settle(new NeedCommand.AnswerNeed(need, choice), need, caller);
  }

  /// Says that a need waits for nobody any more.
  public Outcome withdraw(String need, String reason, Caller caller) {
    return settle(new NeedCommand.WithdrawNeed(need, reason), need, caller);
  }

  private Outcome settle(NeedCommand command, String need, Caller caller) {
    return desk.ask(
        caller,
        new Command.OfNeed(command),
        (answer, board) ->
            board
                .need(need)
                .map(settled -> NeedView.whole(settled, board))
                .orElseGet(() -> Fields.of("need", need)));
  }
}
