package rowlock.sim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rowlock.board.Contents;
import rowlock.board.Entry;
import rowlock.journal.Batch;
import rowlock.journal.Journal;
import rowlock.journal.Turn;
import rowlock.journal.Verdict;
import rowlock.task.Task;
import rowlock.task.TaskId;

/// Another journal, as it is; bugs override what they break.
class JournalInFront implements Journal {
  private final MemoryJournal behind;

  JournalInFront(MemoryJournal behind) {
    this.behind = behind;
  }

  MemoryJournal behind() {
    return behind;
  }

  @Override
  public Instant now() {
    return behind.now();
  }

  @Override
  public boolean clockRestarted() {
    return behind.clockRestarted();
  }

  @Override
  public long position() {
    return behind.position();
  }

  @Override
  public List<Entry> read(long after, int limit) {
    return behind.read(after, limit);
  }

  @Override
  public boolean changedSince(long position) {
    return behind.changedSince(position);
  }

  @Override
  public Turn turn() {
    return behind.turn();
  }

  @Override
  public Outcome append(long expected, Batch batch) {
    return behind.append(expected, batch);
  }

  @Override
  public Optional<Summary> summary() {
    return behind.summary();
  }

  @Override
  public Optional<Task> archived(TaskId task) {
    return behind.archived(task);
  }

  @Override
  public void store(Contents contents) {
    behind.store(contents);
  }

  @Override
  public Optional<Contents> latest() {
    return behind.latest();
  }

  @Override
  public Verdict verify() {
    return behind.verify();
  }

  @Override
  public void close() {
    behind.close();
  }
}
