package rowlock.coordinator;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import rowlock.board.Board;
import rowlock.journal.Journal;
import rowlock.journal.JournalException;

/// Stores a snapshot in the background whenever enough has happened since the last one.
///
/// Enough is the number of tasks, but at least [#LEAST_EVENTS]: then the cost of snapshots is a
/// constant share of each event, however large the board is.
final class Snapshots implements AutoCloseable {
  static final int LEAST_EVENTS = 10_000;

  private final Journal journal;
  private final AtomicBoolean storing = new AtomicBoolean();
  private long lastPosition;
  private @Nullable Thread thread;

  /// @param lastPosition where the last snapshot was taken
  Snapshots(Journal journal, long lastPosition) {
    this.journal = journal;
    this.lastPosition = lastPosition;
  }

  void considerStoring(Board board) {
    long enough = Math.max(LEAST_EVENTS, board.tasks().size());
    if (board.position() - lastPosition < enough || !storing.compareAndSet(false, true)) {
      return;
    }
    lastPosition = board.position();
    thread = Thread.ofPlatform().name("snapshot").daemon().start(() -> store(board));
  }

  private void store(Board board) {
    try {
      journal.store(board.contents());
    } catch (JournalException failed) {
      // A snapshot only saves time at the next start; the next one is tried after as many events.
    } finally {
      storing.set(false);
    }
  }

  /// Waits for a snapshot that is being stored.
  @Override
  public void close() {
    Thread last = thread;
    if (last == null) {
      return;
    }
    try {
      last.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
