package rowlock.web;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;

/// The open connections of a server: bounded in number, and none of them may dawdle.
///
/// A connection beyond the limit closes the one that was idle longest, so that nobody can lock
/// others out by opening many; first go those that never showed a token. One that trickles its
/// header byte by byte is never idle for Jetty, so here it counts from the last whole request. Safe
/// to share between threads.
final class Connections implements Connection.Listener {
  private static final Duration SWEEP_EVERY = Duration.ofMillis(500);

  private final int most;
  private final long patienceNanos;
  private final Map<Connection, State> open = new ConcurrentHashMap<>();

  Connections(WebLimits limits) {
    this.most = limits.connections();
    this.patienceNanos = limits.patience().toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    open.put(connection, new State(System.nanoTime()));
    if (open.size() > most) {
      longestIdle().ifPresent(Connection::close);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  /// A whole request has arrived.
  void began(Connection connection) {
    state(connection).busy = true;
  }

  /// A request showed a token of this hub.
  void proved(Connection connection) {
    state(connection).proved = true;
  }

  /// A request was answered.
  void ended(Connection connection) {
    State state = state(connection);
    state.since = System.nanoTime();
    state.busy = false;
  }

  /// How many there are.
  int count() {
    return open.size();
  }

  /// Closes those that have been without a request for too long, until interrupted.
  void watch() {
    try {
      while (true) {
        Thread.sleep(SWEEP_EVERY);
        sweep(System.nanoTime());
      }
    } catch (InterruptedException _) {
      // The server closes, and all connections with it.
    }
  }

  private void sweep(long now) {
    open.forEach((connection, state) -> {
      if (!state.busy && now - state.since > patienceNanos) {
        connection.close();
      }
    });
  }

  private Optional<Connection> longestIdle() {
    return open.entrySet().stream()
        .filter(entry -> !entry.getValue().busy)
        .min(
            Comparator.<Map.Entry<Connection, State>>comparingInt(
                    entry -> entry.getValue().proved ? 1 : 0)
                .thenComparingLong(entry -> entry.getValue().since))
        .map(Map.Entry::getKey);
  }

  /// A connection that is already closed gets a state nobody looks at.
  private State state(Connection connection) {
    return open.getOrDefault(connection, new State(0));
  }

  private static final class State {
    volatile long since;
    volatile boolean busy;
    volatile boolean proved;

    State(long since) {
      this.since = since;
    }
  }
}
