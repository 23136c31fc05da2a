package rowlock.agent;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.kind.Reading;
import rowlock.kind.ScreenReader;
import rowlock.process.JobName;
import rowlock.process.LogTail;
import rowlock.tmux.Key;
import rowlock.tmux.Keyboard;
import rowlock.tmux.Pane;
import rowlock.tmux.PaneHost;
import rowlock.tmux.PaneId;
import rowlock.tmux.Paste;
import rowlock.tmux.Snapshot;
import rowlock.tmux.TmuxFailed;
import rowlock.tmux.TmuxServer;
import rowlock.tmux.Typing;

/// The terminal of one agent: what it shows, and the keys that are pressed in it. For the one
/// thread of the agent's session.
final class PaneTerminal implements Courier.Terminal {
  private static final int LAST_LINES = 50;
  private static final int LAST_CHARACTERS = 4_000;

  private final Line line;
  private final TmuxServer server;
  private final Resident who;
  private final ScreenReader reader;
  private volatile Optional<PaneId> pane = Optional.empty();
  private @Nullable Snapshot last;

  PaneTerminal(Line line, Resident who, ScreenReader reader) {
    this.line = line;
    this.server = line.server();
    this.who = who;
    this.reader = reader;
  }

  /// Looks at the screen; nothing if there is no pane.
  Optional<Reading> look() {
    Optional<Snapshot> snapshot = pane().flatMap(id -> server.snapshot(id, Snapshot.Escapes.WITH));
    if (snapshot.isEmpty()) {
      pane = Optional.empty();
      return Optional.empty();
    }
    Snapshot seen = snapshot.get();
    last = seen;
    rowlock.kind.Snapshot.Program program =
        seen.is(Snapshot.Mode.DEAD)
            ? rowlock.kind.Snapshot.Program.DEAD
            : rowlock.kind.Snapshot.Program.ALIVE;
    return Optional.of(
        reader.read(who.kind(), new rowlock.kind.Snapshot(seen.lines(), seen.title(), program)));
  }

  /// Its pane, as far as it was needed yet. Any thread may ask.
  Optional<PaneId> known() {
    return pane;
  }

  /// Whether it is said when something happens in it, so that nobody needs to look.
  boolean isHeard() {
    return line.isUp() && pane.filter(id -> server.activity().of(id).mark() > 0).isPresent();
  }

  /// Changes when what was seen last does.
  int fingerprint() {
    Snapshot seen = last;
    return seen == null ? 0 : seen.lines().hashCode();
  }

  /// Whether nothing was seen on it last.
  boolean isBlank() {
    Snapshot seen = last;
    return seen == null || seen.lines().stream().allMatch(String::isBlank);
  }

  /// The last lines of the screen and of what scrolled out of it.
  String text(int lines) {
    return pane().map(id -> server.capture(id, lines)).orElse("");
  }

  /// What a program that is over left in it.
  String lastWords() {
    try {
      return LogTail.printable(text(LAST_LINES), LAST_CHARACTERS);
    } catch (TmuxFailed unreadable) {
      return "(its terminal cannot be read)";
    }
  }

  private Optional<PaneId> pane() {
    if (pane.isEmpty()) {
      pane = new PaneHost(server).find(new JobName(who.id().value())).map(Pane::id);
    }
    return pane;
  }

  @Override
  public boolean isReady() {
    Optional<Reading> reading = look();
    Snapshot snapshot = last;
    return reading.isPresent()
        && snapshot != null
        && !snapshot.is(Snapshot.Mode.COPY_MODE)
        && reading.get().state().takesText()
        && reading.get().draft().isEmpty();
  }

  @Override
  public boolean holdsDraft() {
    return look().flatMap(Reading::draft).isPresent();
  }

  @Override
  public boolean shows(String text) {
    Snapshot snapshot = last;
    return snapshot != null && String.join("", snapshot.lines()).contains(text);
  }

  @Override
  public boolean type(String text) {
    return pane()
        .filter(id ->
            server.keyboard().type(id, Paste.of(text), Keyboard.Pasting.BRACKETED) == Typing.DONE)
        .isPresent();
  }

  @Override
  public void enter() {
    press(List.of(Key.ENTER));
  }

  @Override
  public void clear() {
    press(List.of(Key.CTRL_U));
  }

  /// Presses keys, one after the other; what comes after one that was not taken is not pressed.
  ///
  /// @return whether all were
  boolean press(List<Key> keys) {
    Optional<PaneId> id = pane();
    return id.isPresent()
        && keys.stream().allMatch(key -> server.keyboard().press(id.get(), key) == Typing.DONE);
  }
}
