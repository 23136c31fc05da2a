package rowlock.agent;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The gate through which agents are started, a few at a time. Owned by its lock.
final class Gate {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition moved = lock.newCondition();
  private final LongSupplier width;
  private int waiting;
  private int inside;

  /// @param width how many may be started at a time, asked whenever it matters
  Gate(LongSupplier width) {
    this.width = width;
  }

  void enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      waiting++;
      try {
        while (inside >= width.getAsLong()) {
          moved.await();
        }
      } finally {
        waiting--;
      }
      inside++;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      inside--;
      // All, for the gate may have become wider.
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// How many wait to be let in.
  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /// How many are being started.
  int inside() {
    lock.lock();
    try {
      return inside;
    } finally {
      lock.unlock();
    }
  }
}
