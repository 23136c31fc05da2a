package rowlock.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import rowlock.bench.Venue.Guest;

/// What a client of a hub sees of its agents, by asking again and again. Safe for any number of
/// threads.
final class TeamWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Guest guest;
  private final Duration pause;
  private final Thread thread;
  private final Map<String, Sight> seen = new HashMap<>();
  private @Nullable RuntimeException broken;
  private volatile boolean closed;

  /// What was seen of an agent.
  ///
  /// @param condition what it is doing
  /// @param at since when, by the hub
  /// @param nanos when this client knew it, as [System#nanoTime] tells
  record Sight(String condition, Instant at, long nanos) {
    boolean is(String other) {
      return condition.equals(other);
    }

    private boolean isSame(Sight other) {
      return condition.equals(other.condition) && at.equals(other.at);
    }
  }

  /// Begins to look.
  ///
  /// @param guest the client, which is closed in the end
  /// @param pause between an answer and the next question
  TeamWatch(Guest guest, Duration pause) {
    this.guest = guest;
    this.pause = pause;
    this.thread = Thread.ofVirtual().start(this::look);
  }

  private void look() {
    try {
      while (!closed) {
        note(guest.call("list_agents", Map.of()), System.nanoTime());
        LockSupport.parkNanos(pause.toNanos());
      }
    } catch (RuntimeException failed) {
      fail(failed);
    }
  }

  private synchronized void fail(RuntimeException failed) {
    broken = failed;
    notifyAll();
  }

  private synchronized void note(Map<String, Object> answer, long nanos) {
    if (answer.get("agents") instanceof List<?> agents) {
      agents.forEach(one -> {
        if (one instanceof Map<?, ?> agent && agent.get("seen_at") instanceof String at) {
          Sight sight = new Sight(String.valueOf(agent.get("condition")), Instant.parse(at), nanos);
          seen.merge(
              String.valueOf(agent.get("agent")), sight, (old, now) -> old.isSame(now) ? old : now);
        }
      });
    }
    notifyAll();
  }

  /// Waits until something is seen of an agent.
  ///
  /// @throws IllegalStateException if it is not for a long time
  synchronized Sight await(String agent, Predicate<Sight> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (broken == null && System.nanoTime() - end < 0) {
      Sight sight = seen.get(agent);
      if (sight != null && wanted.test(sight)) {
        return sight;
      }
      try {
        wait(100);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while a team was seen");
      }
    }
    throw new IllegalStateException(
        "what was waited for was not seen of %s: %s".formatted(agent, seen.get(agent)), broken);
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    guest.close();
  }
}
