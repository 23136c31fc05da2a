package rowlock.tmux;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one connection hears of the panes, made known as [PaneActivity].
///
/// Its thread has loud panes told of again.
final class Hearing implements Connection.Ear {
  /// How long nothing is told of a loud pane.
  private static final Duration HUSH = Duration.ofSeconds(1);

  private static final byte[] OUTPUT = "%extended-output %".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern PAUSED = Pattern.compile("%pause (%[0-9]{1,9})");
  private static final Pattern LIFE =
      Pattern.compile("%subscription-changed dead \\$[0-9]+ (@[0-9]+) [0-9]+ (%[0-9]{1,9}) .*");
  private static final Pattern CLOSED = Pattern.compile("%(?:unlinked-)?window-close (@[0-9]+)");

  /// tmux tells a changed value once a second at most (tmux(1), refresh-client).
  private static final Request TELL_OF_ENDS =
      Request.of("refresh-client", "-B", "dead:%*:#{pane_dead}");

  private final PaneActivity activity;
  private final Map<String, PaneId> windows = new HashMap<>();
  private final BlockingQueue<PaneId> hushed = new LinkedBlockingQueue<>(PaneActivity.MAX_PANES);
  private final Thread relenting = Thread.ofVirtual().name("tmux-hearing").unstarted(this::relent);
  private volatile Consumer<Request> speaker = _ -> {};

  Hearing(PaneActivity activity) {
    this.activity = activity;
  }

  @Override
  public void began(Consumer<Request> toServer) {
    speaker = toServer;
    toServer.accept(TELL_OF_ENDS);
    relenting.start();
    activity.everythingChanged();
  }

  @Override
  public void ended() {
    relenting.interrupt();
    activity.everythingChanged();
  }

  @Override
  public void said(LineReader.Line line) {
    if (line.startsWith(OUTPUT)) {
      output(line);
      return;
    }
    String text = line.text();
    Matcher life = LIFE.matcher(text);
    Matcher closed = CLOSED.matcher(text);
    Matcher paused = PAUSED.matcher(text);
    if (life.matches()) {
      PaneId pane = new PaneId(life.group(2));
      windows.put(life.group(1), pane);
      activity.changed(pane);
    } else if (closed.matches()) {
      closed(closed.group(1));
    } else if (paused.matches()) {
      hush(new PaneId(paused.group(1)));
    }
  }

  /// Most of what is said is output: nothing is made of it but a number.
  private void output(LineReader.Line line) {
    byte[] bytes = line.kept();
    int number = 0;
    int at = OUTPUT.length;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && number < 100_000_000) {
      number = number * 10 + bytes[at] - '0';
      at++;
    }
    PaneId pane = new PaneId("%" + number);
    // After the number come the age and what is printed.
    if (activity.printed(pane, line.lengthBytes() - at)) {
      speaker.accept(Request.of("refresh-client", "-A", pane + ":pause"));
      hush(pane);
    }
  }

  private void hush(PaneId pane) {
    // With so many loud panes that it does not fit nobody can look at them all.
    boolean _ = hushed.offer(pane);
  }

  private void closed(String window) {
    PaneId pane = windows.remove(window);
    if (pane == null) {
      // A window so young that its pane was never told.
      activity.everythingChanged();
    } else {
      activity.closed(pane);
    }
  }

  private void relent() {
    try {
      while (true) {
        List<PaneId> panes = new ArrayList<>(List.of(hushed.take()));
        Thread.sleep(HUSH);
        hushed.drainTo(panes);
        List<String> command = new ArrayList<>(List.of("refresh-client"));
        panes.forEach(pane -> command.addAll(List.of("-A", pane + ":continue")));
        speaker.accept(Request.of(List.of(command)));
        panes.forEach(activity::resumed);
      }
    } catch (InterruptedException _) {
      // The connection ended.
    }
  }
}
