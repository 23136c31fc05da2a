package rowlock.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import rowlock.bench.KeyTimes.Arrival;
import rowlock.process.Command;
import rowlock.process.Input;
import rowlock.process.Result;

/// An agent's program in a tmux that nobody coordinates, and one tmux process for each thing that
/// is typed.
final class BareTerminal implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(50);

  /// What it is called, as agents are.
  static final String NAME = "bare";

  /// What the program shows once it takes text.
  private static final String INPUT = "❯";

  private final Path folder;
  private final KeyTimes keys;
  private int count;

  /// Starts the program and waits until it takes text.
  ///
  /// @param folder for the socket and what the program keeps
  /// @param argv of the program
  /// @param keys what reaches it
  BareTerminal(Path folder, List<String> argv, KeyTimes keys) {
    this.folder = folder;
    this.keys = keys;
    List<String> start =
        new ArrayList<>(List.of("new-session", "-d", "-s", NAME, "-x", "200", "-y", "50", "-c"));
    start.addAll(List.of(folder.toString(), "-e", "ROWLOCK_AGENT=" + NAME));
    start.addAll(List.of("-e", "CLAUDE_CONFIG_DIR=" + folder.resolve("bare-home")));
    start.addAll(argv);
    tmux(Input.NONE, start);
    long end = System.nanoTime() + START.toNanos();
    while (!tmux(Input.NONE, List.of("capture-pane", "-p", "-t", NAME)).contains(INPUT)) {
      if (System.nanoTime() - end > 0) {
        close();
        throw new IllegalStateException("a program in a bare tmux did not start");
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /// Types a text and presses Enter after a pause, and waits for both.
  ///
  /// @return milliseconds of both, the pause left out
  double type(Duration pause) {
    count++;
    keys.forget();
    Instant begin = Instant.now();
    tmux(
        Input.of("[bare " + count + "] message from agent bench: \"Go on\""),
        List.of("load-buffer", "-b", "b", "-", ";", "paste-buffer", "-p", "-d", "-b", "b"));
    Instant typed = keys.next(Arrival.TEXT);
    LockSupport.parkNanos(pause.toNanos());
    Instant again = Instant.now();
    tmux(Input.NONE, List.of("send-keys", "-t", NAME, "Enter"));
    Instant entered = keys.next(Arrival.ENTER);
    return Agents.millis(begin, typed) + Agents.millis(again, entered);
  }

  private String tmux(Input input, List<String> words) {
    List<String> argv =
        new ArrayList<>(List.of("tmux", "-u", "-f", "/dev/null", "-S", folder + "/bare.sock"));
    argv.addAll(words);
    Result result = Command.of(folder, argv).with(input).run();
    if (!result.succeeded()) {
      throw new IllegalStateException("tmux: " + result.err().text());
    }
    return result.out().text();
  }

  @Override
  public void close() {
    tmux(Input.NONE, List.of("kill-server"));
  }
}
