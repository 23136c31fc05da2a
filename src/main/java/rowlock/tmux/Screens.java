package rowlock.tmux;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The reader of what panes show.
final class Screens {
  /// How many panes are read in one request at least, and at most: a screen takes kilobytes, with
  /// its history perhaps a megabyte.
  private static final int FEWEST = 4;

  private static final int MOST = 100;
  private static final int MOST_WITH_HISTORY = 16;

  private final Way way;

  Screens(Way way) {
    this.way = way;
  }

  Map<PaneId, Snapshot> snapshots(Collection<PaneId> panes, Snapshot.Escapes escapes) {
    return read(panes, Snapshot.screen(escapes), Snapshot::parse);
  }

  Map<PaneId, String> captures(Collection<PaneId> panes, int historyLines) {
    Screen screen = new Screen(Request.HEAD, historyLines, Snapshot.Escapes.WITHOUT);
    return read(panes, screen, (_, text) -> Screen.text(text));
  }

  private <T> Map<PaneId, T> read(
      Collection<PaneId> panes, Screen screen, BiFunction<PaneId, String, T> parse) {
    List<PaneId> all = panes.stream().distinct().toList();
    Map<PaneId, T> result = new LinkedHashMap<>();
    int most = screen.historyLines() == 0 ? MOST : MOST_WITH_HISTORY;
    for (int from = 0; from < all.size(); from += most) {
      List<PaneId> some = all.subList(from, Math.min(from + most, all.size()));
      Map<PaneId, String> texts = texts(some, screen);
      some.stream()
          .filter(texts::containsKey)
          .forEach(pane -> result.put(pane, parse.apply(pane, texts.get(pane))));
    }
    return result;
  }

  private Map<PaneId, String> texts(List<PaneId> panes, Screen screen) {
    if (panes.size() >= FEWEST
        && way.ask(screen.together(panes)) instanceof Answer.Done(String text)) {
      return screen.split(text, panes);
    }
    // One that is not there keeps the others only then.
    List<Answer> answers = way.askAll(panes.stream().map(screen::request).toList());
    Map<PaneId, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < panes.size(); i++) {
      PaneId pane = panes.get(i);
      present(answers.get(i)).ifPresent(text -> texts.put(pane, text));
    }
    return texts;
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
