package rowlock.operation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.board.Request;
import rowlock.coordinator.Reply;

/// How much happens at once and how much is kept ready: shown and changed, by value or for a size
/// of team. Changes are in the journal; whoever reads a setting asks the board each time, so they
/// count at once.
public final class TuningOperations {
  private final Desk desk;

  /// @param desk the project
  public TuningOperations(Desk desk) {
    this.desk = desk;
  }

  /// Changes what is named, after the values of a size of team if one is given. Nothing changes if
  /// one value is out of its range.
  ///
  /// @param wanted new values, counts or milliseconds
  /// @throws IllegalArgumentException if one of them is not in its range
  public Outcome tune(Map<Tunable, Long> wanted, Optional<TeamSize> size, Caller caller) {
    Board before = desk.board();
    Map<Tunable, Long> values = new EnumMap<>(Tunable.class);
    size.ifPresent(
        chosen -> values.putAll(chosen.values(Capacity.ofThisMachine(), before.agents().size())));
    values.putAll(wanted);
    List<Request> requests = new ArrayList<>();
    values.forEach((one, value) -> {
      Command change = new Command.ChangeSetting(one.setting(), one.text(value));
      requests.add(caller.forPart(requests.size()).asks(change));
    });
    for (Reply reply : desk.replies(requests)) {
      switch (reply) {
        case Reply.Done _ -> {}
        case Reply.Refused refused -> {
          return notAll(refused.rejection(), before);
        }
        case Reply.Failed failed -> throw failed.cause();
      }
    }
    return Outcome.done(Fields.of("settings", settings(before, desk.board())));
  }

  private Outcome notAll(Rejection rejection, Board before) {
    return new Outcome.NotDone(
        Outcome.Reason.REJECTED,
        rejection.code(),
        rejection.message(),
        rejection.hint(),
        Fields.of("settings", settings(before, desk.board())).map());
  }

  private static List<Fields> settings(Board before, Board after) {
    return Arrays.stream(Tunable.values())
        .map(one -> settings(one, after).with("before", one.of(before)))
        .toList();
  }

  /// What one is set to, and its range.
  static Fields settings(Tunable one, Board board) {
    return Fields.of("setting", one.wire())
        .with("value", one.of(board))
        .with("least", one.setting().least())
        .with("most", one.setting().most())
        .with("meaning", one.meaning());
  }
}
