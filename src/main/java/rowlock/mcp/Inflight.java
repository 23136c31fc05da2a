package rowlock.mcp;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The requests of one client that are being worked on, by id.
final class Inflight {
  /// The most at once.
  static final int MOST = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewer = lock.newCondition();
  private final Map<Object, Exchange> exchanges = new HashMap<>();

  /// Takes a request in.
  ///
  /// @return why not; empty if it was taken in
  Optional<RpcError> admit(Object id, Exchange exchange) {
    lock.lock();
    try {
      if (exchanges.containsKey(id)) {
        return Optional.of(
            RpcError.invalidRequest("a request with this id is being worked on already"));
      }
      if (exchanges.size() >= MOST) {
        return Optional.of(RpcError.busy("at most %d requests at once".formatted(MOST)));
      }
      exchanges.put(id, exchange);
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  void done(Object id) {
    lock.lock();
    try {
      exchanges.remove(id);
      fewer.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Cancels the request that a notification names. Agents cancel what is finished already, and
  /// that is none of our business.
  void cancel(Params params) {
    Optional.ofNullable(params.values().get("requestId"))
        .flatMap(this::find)
        .ifPresent(Exchange::cancel);
  }

  void forEach(Consumer<Exchange> action) {
    all().forEach(action);
  }

  /// Waits until nothing is worked on any more, at most so long.
  void awaitNone(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (!exchanges.isEmpty() && left > 0) {
        left = fewer.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private List<Exchange> all() {
    lock.lock();
    try {
      return List.copyOf(exchanges.values());
    } finally {
      lock.unlock();
    }
  }

  private Optional<Exchange> find(Object id) {
    lock.lock();
    try {
      return Optional.ofNullable(exchanges.get(id));
    } finally {
      lock.unlock();
    }
  }
}
