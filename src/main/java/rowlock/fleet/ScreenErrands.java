package rowlock.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rowlock.bench.TemporaryFolder;
import rowlock.fleet.Errand.Way;
import rowlock.tmux.Key;
import rowlock.tmux.Keyboard;
import rowlock.tmux.Pane;
import rowlock.tmux.PaneId;
import rowlock.tmux.Paste;
import rowlock.tmux.Snapshot;
import rowlock.tmux.Typing;

/// Reading and typing into many terminals that are there.
final class ScreenErrands implements AutoCloseable {
  private static final int MESSAGES_EACH = 20;

  /// The most panes that are typed into by two processes a message; more would take minutes.
  private static final int MOST_NAIVE = 50;

  private static final int MESSAGE_CHARACTERS = 200;
  private static final double READING_GOAL = 1.5;
  private static final double TYPING_GOAL = 2;
  private static final String READING =
      "naive: a tmux process for each pane; floor: all by one tmux in control mode that does not"
          + " wait for answers; ours: screen, cursor, title and modes of each as one moment";
  private static final String TYPING =
      "20 messages of 200 characters for each pane, each with Enter; naive: two tmux processes a"
          + " message; floor: set-buffer, paste-buffer and send-keys by one tmux in control mode"
          + " that does not wait for answers; ours: a text for every pane at once, then Enter for"
          + " every pane, each refused if its pane has ended or scrolls, each outcome known";

  private final int size;
  private final BareTmux bare;
  private final OwnServer fleet;
  private final List<PaneId> panes;

  ScreenErrands(Path folder, int size) {
    this.size = size;
    TemporaryFolder.make(folder);
    this.bare = BareTmux.start(folder);
    this.fleet = OwnServer.start(folder);
    StringBuilder windows = new StringBuilder();
    IntStream.rangeClosed(1, size)
        .forEach(i -> windows.append("new-window -d -t :" + i + " cat -\n"));
    bare.pipelined(windows.toString());
    fleet.start(size, "cat", "-");
    this.panes = fleet.panes().stream().map(Pane::id).toList();
  }

  List<Errand> errands() {
    return List.of(
        new Errand(
            "screens read",
            size,
            READING_GOAL,
            Map.of(Way.NAIVE, this::readEach, Way.FLOOR, this::readPiped, Way.OURS, this::readOurs),
            READING),
        new Errand(
            "messages typed, 20 on each pane",
            size,
            TYPING_GOAL,
            size > MOST_NAIVE
                ? Map.of(Way.FLOOR, this::typePiped, Way.OURS, this::typeOurs)
                : Map.of(
                    Way.NAIVE,
                    this::typeEach,
                    Way.FLOOR,
                    this::typePiped,
                    Way.OURS,
                    this::typeOurs),
            TYPING));
  }

  private Duration readEach() {
    return Errand.timed(() ->
        IntStream.rangeClosed(1, size)
            .forEach(i -> bare.process("capture-pane", "-p", "-t", ":" + i)));
  }

  private Duration readPiped() {
    StringBuilder commands = new StringBuilder();
    IntStream.rangeClosed(1, size).forEach(i -> commands.append("capture-pane -p -t :" + i + "\n"));
    return Errand.timed(() -> bare.pipelined(commands.toString()));
  }

  private Duration readOurs() {
    return Errand.timed(() -> {
      int seen = fleet.server().snapshots(panes, Snapshot.Escapes.WITHOUT).size();
      if (seen != size) {
        throw new IllegalStateException(seen + " of " + size + " screens were read");
      }
    });
  }

  private Duration typeEach() {
    return Errand.timed(() ->
        IntStream.range(0, messages())
            .forEach(i -> {
              String pane = ":" + (1 + i % size);
              bare.process("send-keys", "-t", pane, "-l", message(i));
              bare.process("send-keys", "-t", pane, "Enter");
            }));
  }

  private Duration typePiped() {
    StringBuilder commands = new StringBuilder();
    for (int i = 0; i < messages(); i++) {
      String pane = ":" + (1 + i % size);
      commands.append("set-buffer -b m \"" + message(i) + "\"\n");
      commands.append("paste-buffer -p -b m -t " + pane + "\n");
      commands.append("send-keys -t " + pane + " Enter\n");
    }
    return Errand.timed(() -> bare.pipelined(commands.toString()));
  }

  private Duration typeOurs() {
    Keyboard keyboard = fleet.server().keyboard();
    return Errand.timed(() -> {
      for (int round = 0; round < MESSAGES_EACH; round++) {
        String text = message(round);
        requireDone(
            keyboard.typeAll(
                panes.stream()
                    .map(pane -> new Keyboard.Typed(pane, Paste.of(text), Keyboard.Pasting.UNKNOWN))
                    .toList()));
        requireDone(keyboard.pressAll(panes, Key.ENTER));
      }
    });
  }

  private static void requireDone(List<Typing> all) {
    if (all.stream().anyMatch(typing -> typing != Typing.DONE)) {
      throw new IllegalStateException("a message was not typed: " + all);
    }
  }

  private int messages() {
    return MESSAGES_EACH * size;
  }

  private static String message(int number) {
    String begin = "message " + number + " ";
    return begin + "x".repeat(MESSAGE_CHARACTERS - begin.length());
  }

  @Override
  public void close() {
    fleet.close();
    bare.close();
  }
}
