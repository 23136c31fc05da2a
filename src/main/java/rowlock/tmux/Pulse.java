package rowlock.tmux;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What was told of one pane, and those who wait for more.
///
/// Owned by its lock.
final class Pulse {
  private static final long SECOND_NANOS = 1_000_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long mark;
  private long outputBytes;
  private long lastNanos;
  private long secondNanos = System.nanoTime();
  private long secondBytes;
  private boolean hushed;

  /// Something happened.
  ///
  /// @param bytes how much was printed
  /// @return whether the pane is to be hushed, as it printed too much within a second; only once
  ///   until it is resumed
  boolean beat(long newMark, long bytes) {
    lock.lock();
    try {
      take(newMark);
      outputBytes += bytes;
      if (lastNanos - secondNanos > SECOND_NANOS) {
        secondNanos = lastNanos;
        secondBytes = 0;
      }
      secondBytes += bytes;
      boolean tooLoud = !hushed && secondBytes > PaneActivity.LOUD_BYTES;
      hushed = hushed || tooLoud;
      return tooLoud;
    } finally {
      lock.unlock();
    }
  }

  /// It is told of the pane again; what happened in between is not known.
  void resume(long newMark) {
    lock.lock();
    try {
      take(newMark);
      hushed = false;
      secondNanos = lastNanos;
      secondBytes = 0;
    } finally {
      lock.unlock();
    }
  }

  private void take(long newMark) {
    mark = newMark;
    lastNanos = System.nanoTime();
    changed.signalAll();
  }

  PaneActivity.Told told() {
    lock.lock();
    try {
      Optional<Duration> quiet =
          mark == 0
              ? Optional.empty()
              : Optional.of(Duration.ofNanos(System.nanoTime() - lastNanos));
      return new PaneActivity.Told(mark, outputBytes, quiet);
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the mark is another one.
  ///
  /// @return whether it is
  boolean awaitOther(long since, Duration limit) throws InterruptedException {
    long leftNanos = limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (mark == since && leftNanos > 0) {
        leftNanos = changed.awaitNanos(leftNanos);
      }
      return mark != since;
    } finally {
      lock.unlock();
    }
  }
}
