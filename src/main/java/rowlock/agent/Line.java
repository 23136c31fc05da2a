package rowlock.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import rowlock.tmux.PaneActivity;
import rowlock.tmux.PaneId;
import rowlock.tmux.TmuxServer;

/// The connection of a hub to its terminals, kept up as long as agents live in them.
final class Line implements AutoCloseable {
  /// How often it is looked whether it is up.
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final TmuxServer server;
  private final Thread thread;
  private volatile boolean up;

  Line(TmuxServer server) {
    this.server = server;
    this.thread = Thread.ofVirtual().name("line to terminals").unstarted(this::keep);
  }

  /// Begins to keep it up; a server that is started later is connected to then.
  void open() {
    up = server.connect();
    thread.start();
  }

  TmuxServer server() {
    return server;
  }

  /// Whether it was up when it was looked at last: then it is told what happens in the terminals.
  boolean isUp() {
    return up;
  }

  private void keep() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        up = server.connect();
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }

  /// Keeps it no longer. Who ends the server ends the connection.
  @Override
  public void close() {
    thread.interrupt();
  }

  /// The listening to one agent's terminal: its session is told that something happened in it, and
  /// not again before it had time to look.
  static final class Ear implements AutoCloseable {
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
      } catch (InterruptedException | CancellationException _) {
        // Closed: nobody listens any more.
      }
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
