package rowlock.mcp;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// Changes that a client wants to hear of and has not heard of yet.
///
/// The same change waits only once, so however slow the client is, there are at most as many as it
/// has subscriptions. Whoever tells of a change never waits.
final class Notices {
  private final Predicate<Change> wanted;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final SequencedSet<Change> waiting = new LinkedHashSet<>();

  Notices(Predicate<Change> wanted) {
    this.wanted = wanted;
  }

  void tell(Change change) {
    if (!wanted.test(change)) {
      return;
    }
    lock.lock();
    try {
      waiting.add(change);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /// The change that waits longest; empty if none came for so long.
  Optional<Change> take(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        if (left <= 0) {
          return Optional.empty();
        }
        left = arrived.awaitNanos(left);
      }
      return Optional.of(waiting.removeFirst());
    } finally {
      lock.unlock();
    }
  }
}
