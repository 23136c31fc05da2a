package rowlock.tmux;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The reader of what panes show.
final class Screens {
  private final Way way;

  Screens(Way way) {
    this.way = way;
  }

  Map<PaneId, Snapshot> snapshots(Collection<PaneId> panes, Snapshot.Escapes escapes) {
    return read(panes, pane -> Snapshot.request(pane, escapes), Snapshot::parse);
  }

  Map<PaneId, String> captures(Collection<PaneId> panes, int historyLines) {
    return read(panes, pane -> Screen.request(pane, historyLines), (_, text) -> Screen.text(text));
  }

  private <T> Map<PaneId, T> read(
      Collection<PaneId> panes,
      Function<PaneId, Request> request,
      BiFunction<PaneId, String, T> parse) {
    List<PaneId> all = panes.stream().distinct().toList();
    List<Answer> answers = way.askAll(all.stream().map(request).toList());
    Map<PaneId, T> result = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      PaneId pane = all.get(i);
      present(answers.get(i)).ifPresent(text -> result.put(pane, parse.apply(pane, text)));
    }
    return result;
  }

  private static Optional<String> present(Answer answer) {
    return switch (answer) {
      case Answer.Done(String text) -> Optional.of(text);
      case Answer.NoServer _ -> Optional.empty();
      case Answer.Refused(String reason) when Keyboard.isAbsence(reason) -> Optional.empty();
      case Answer.Refused refused -> throw unreadable(refused);
      case Answer.Unclear unclear -> throw unreadable(unclear);
    };
  }

  private static TmuxFailed unreadable(Answer answer) {
    return new TmuxFailed("the pane cannot be read: " + answer);
  }
}
