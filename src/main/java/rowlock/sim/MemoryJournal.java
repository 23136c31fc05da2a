package rowlock.sim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.board.Contents;
import rowlock.board.Entry;
import rowlock.journal.Batch;
import rowlock.journal.Journal;
import rowlock.journal.JournalException;
import rowlock.journal.Turn;
import rowlock.journal.Verdict;
import rowlock.sim.Interference.Moment;
import rowlock.task.Task;
import rowlock.task.TaskId;

/// One process's journal on a [MemoryDisk]. Every step can be interfered with; a crash in the
/// middle of an append leaves the batch wholly there or wholly absent.
public final class MemoryJournal implements Journal {
  private final MemoryDisk disk;
  private final Interference interference;
  private final long lineage;
  private volatile @Nullable String stopped;
  private volatile boolean hasTurn;

  MemoryJournal(MemoryDisk disk, Interference interference, long lineage) {
    this.disk = disk;
    this.interference = interference;
    this.lineage = lineage;
  }

  /// What the machine's wall clock shows; for experiments only.
  public Instant wall() {
    return disk.clock().wall();
  }

  @Override
  public Instant now() {
    requireOpen();
    return disk.clock().now();
  }

  @Override
  public boolean clockRestarted() {
    requireOpen();
    return disk.owesGrace();
  }

  @Override
  public long position() {
    requireOpen();
    return disk.position();
  }

  @Override
  public List<Entry> read(long after, int limit) {
    requireOpen();
    interference.at(Moment.READ);
    requireOpen();
    List<Entry> entries = disk.entriesAfter(after);
    return entries.size() > limit ? entries.subList(0, limit) : entries;
  }

  @Override
  public boolean changedSince(long position) {
    requireOpen();
    return disk.position() > position;
  }

  @Override
  public Turn turn() {
    requireOpen();
    if (hasTurn) {
      throw new IllegalStateException("this journal has its turn already");
    }
    interference.at(Moment.TURN);
    requireOpen();
    disk.takeTurn(this);
    hasTurn = true;
    return this::leaveTurn;
  }

  private void leaveTurn() {
    hasTurn = false;
    disk.leaveTurn(this);
  }

  @Override
  public Outcome append(long expected, Batch batch) {
    requireOpen();
    if (!hasTurn) {
      throw new IllegalStateException("not this journal's turn");
    }
    interference.at(Moment.APPEND);
    requireOpen();
    Optional<Outcome> refusal = disk.refuse(expected, batch);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    sync(expected, batch);
    interference.at(Moment.SYNCED);
    return new Outcome.Appended(expected + batch.entries().size());
  }

  private void sync(long expected, Batch batch) {
    try {
      interference.at(Moment.SYNC);
    } catch (Crash crash) {
      if (crash.unsynced() == Crash.Unsynced.KEPT) {
        disk.commit(expected, batch);
      }
      throw crash;
    } catch (JournalException.Stopped failed) {
      stop("a sync failed");
      throw failed;
    }
    disk.commit(expected, batch);
  }

  /// Makes every further call throw [JournalException.Stopped].
  void stop(String why) {
    stopped = why;
    leaveTurn();
  }

  private void requireOpen() {
    String why = stopped;
    if (why == null && disk.lineage() != lineage) {
      why = "the journal was replaced";
    }
    if (why != null) {
      throw new JournalException.Stopped(why);
    }
  }

  @Override
  public Optional<Summary> summary() {
    requireOpen();
    return disk.summary();
  }

  @Override
  public Optional<Task> archived(TaskId task) {
    requireOpen();
    return disk.archived(task);
  }

  @Override
  public void store(Contents contents) {
    requireOpen();
    disk.store(contents);
  }

  @Override
  public Optional<Contents> latest() {
    requireOpen();
    return disk.latest();
  }

  @Override
  public Verdict verify() {
    requireOpen();
    return new Verdict.Sound(disk.position(), disk.headHash());
  }

  @Override
  public void close() {
    stop("the journal is closed");
  }
}
