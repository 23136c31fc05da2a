package rowlock.mcp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import rowlock.json.Json;

/// Messages for one client, in order and numbered from 1. Those that were read stay for a while, so
/// that a client that lost its connection can read them again.
final class MessageQueue implements Outbox {
  /// The most messages that are kept, read or not.
  static final int MOST = 256;

  /// A message with its number.
  record Numbered(long number, String json) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Numbered> kept = new ArrayDeque<>();
  private Optional<Answer> answer = Optional.empty();
  private long last;
  private long read;
  private boolean ended;

  @Override
  public void send(Map<String, Object> message) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (isFull() && !ended) {
        changed.await();
      }
      add(message);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void tell(Map<String, Object> message) {
    lock.lock();
    try {
      if (!isFull()) {
        add(message);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Adds a message unless the same one is still to be read.
  void tellOnce(Map<String, Object> message) {
    String json = Json.compact(message);
    lock.lock();
    try {
      if (!isFull() && kept.stream().noneMatch(old -> old.number > read && old.json.equals(json))) {
        add(message);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Adds the last message of all, if there is one. Always finds room.
  void end(Optional<Answer> finalAnswer) {
    lock.lock();
    try {
      finalAnswer.map(Answer::json).ifPresent(this::add);
      answer = finalAnswer;
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The message after the one with this number; empty if none came for so long, or at the end.
  Optional<Numbered> after(long number, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (last <= number && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      Optional<Numbered> next =
          kept.stream().filter(message -> message.number > number).findFirst();
      next.ifPresent(message -> read = Math.max(read, message.number));
      changed.signalAll();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until the end, or until something else came before it.
  ///
  /// @return whether it came to its end with nothing but the answer
  boolean awaitAnswerAlone(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (last == 0 && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      return ended && last <= 1;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the end. Nobody reads the messages before it.
  ///
  /// @return the answer; empty if there is none, because it was cancelled
  Optional<Answer> awaitAnswer() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!ended) {
        read = last;
        changed.signalAll();
        changed.await();
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /// Whether there is nothing after the message with this number, and never will be.
  boolean isOverAfter(long number) {
    lock.lock();
    try {
      return ended && last <= number;
    } finally {
      lock.unlock();
    }
  }

  /// The number of the last message somebody read.
  long read() {
    lock.lock();
    try {
      return read;
    } finally {
      lock.unlock();
    }
  }

  private void add(Map<String, Object> message) {
    if (kept.size() >= MOST && kept.getFirst().number <= read) {
      kept.removeFirst();
    }
    last++;
    kept.addLast(new Numbered(last, Json.compact(message)));
    changed.signalAll();
  }

  private boolean isFull() {
    return last - read >= MOST - 1;
  }
}
