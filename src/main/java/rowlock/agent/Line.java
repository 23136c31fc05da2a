package rowlock.agent;

import java.time.Duration;
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
}
