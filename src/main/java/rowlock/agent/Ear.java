package rowlock.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import rowlock.tmux.PaneActivity;
import rowlock.tmux.PaneId;

/// The listening to one agent's terminal: its session is told that something happened in it, and
/// not again before it had time to look.
final class Ear implements AutoCloseable {
  /// How long it listens to one pane before it asks whether that is still the agent's.
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Duration NO_PANE = Duration.ofSeconds(1);

  private final PaneActivity activity;
  private final Supplier<Optional<PaneId>> pane;
  private final Session session;
  private final Thread thread;

  /// @param pane where the agent lives, asked by another thread
  Ear(PaneActivity activity, Supplier<Optional<PaneId>> pane, Session session) {
    this.activity = activity;
    this.pane = pane;
    this.session = session;
    this.thread = Thread.ofVirtual().name("ear-" + session.who().id()).unstarted(this::listen);
  }

  void open() {
    thread.start();
  }

  private void listen() {
    try {
      long heard = 0;
      while (true) {
        Optional<PaneId> current = pane.get();
        if (current.isEmpty()) {
          Thread.sleep(NO_PANE);
        } else if (activity.awaitChange(current.get(), heard, LONGEST)) {
          heard = activity.of(current.get()).mark();
          session.tell(new Impulse.Stirred());
          Thread.sleep(session.deaf());
        }
      }
    } catch (InterruptedException | java.util.concurrent.CancellationException _) {
      // Closed: nobody listens any more.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
