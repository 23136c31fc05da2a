package rowlock.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rowlock.board.Contents;
import rowlock.board.Entry;
import rowlock.task.Task;
import rowlock.task.TaskId;

/// The one truth of a project: entries that are only ever added at the end.
///
/// A writer takes a [#turn()], catches up by [#read], decides, and [#append]s with the position it
/// decided on. All appends and turns of one journal value come from one platform thread (SQLite is
/// native code and would pin a virtual one); everything else may be called from any thread.
///
/// Every method may throw a [JournalException]; after a [JournalException.Stopped] every further
/// call does.
public interface Journal extends AutoCloseable {
  /// The most entries [#read] returns at once.
  int MAX_READ = 100_000;

  /// How long [#turn] waits at most.
  int LONGEST_WAIT_SECONDS = 30;

  /// The journal's time: the same for all its writers, never going back, never before the last
  /// entry's, and untouched by anybody who sets the wall clock.
  Instant now();

  /// Whether the clock could not go on where it stood (the machine was booted) and nobody granted
  /// grace since, so that leases may seem over that nobody was able to renew.
  ///
  /// It stays true, also for other processes and after a crash, until a batch with a
  /// [rowlock.board.Event.GraceGranted] was appended.
  boolean clockRestarted();

  /// The position of the last entry, 0 when there is none.
  long position();

  /// The entries after a position, in order, checked against the hash chain.
  ///
  /// @param after 0 for all from the first
  /// @param limit 1 to [#MAX_READ]
  /// @return at most so many; fewer only when the end was reached
  List<Entry> read(long after, int limit);

  /// Whether there are entries after this position, appended by whomever; cheap enough to ask
  /// hundreds of times a second.
  boolean changedSince(long position);

  /// Waits for the right to append, in a fair queue with all other processes.
  ///
  /// @throws JournalException.Busy when it takes longer than [#LONGEST_WAIT_SECONDS]
  /// @throws IllegalStateException when this journal has its turn already
  Turn turn();

  /// Adds a batch at the end if the end is where the caller thinks. Durable when it returns.
  ///
  /// @param expected the position of the last entry the caller knows
  /// @throws IllegalArgumentException when a time in the batch is before the last entry's
  /// @throws IllegalStateException when this journal does not have its turn
  /// @throws JournalException.Full when the disk is full; nothing was written
  Outcome append(long expected, Batch batch);

  /// What [Batch#summary] said last, without reading any entry.
  Optional<Summary> summary();

  /// A task that left the board.
  Optional<Task> archived(TaskId task);

  /// Keeps a snapshot, so that the next start need not read what came before. It is a cache: it may
  /// be deleted at any time. Meant for a background thread.
  ///
  /// @param contents a board that this journal leads to
  void store(Contents contents);

  /// The newest snapshot that is whole and belongs to this very chain of entries.
  Optional<Contents> latest();

  /// Walks over everything and checks it; takes a second or so for 500,000 entries.
  Verdict verify();

  @Override
  void close();

  /// What became of an append.
  sealed interface Outcome {
    /// It is durable.
    ///
    /// @param position of the last entry, now
    record Appended(long position) implements Outcome {}

    /// Others appended first; nothing was written. Catch up and decide again.
    ///
    /// @param actual the position of the last entry
    record Conflict(long actual) implements Outcome {}
  }

  /// The last summary.
  ///
  /// @param position of the last entry it covers
  /// @param text what the writer gave
  record Summary(long position, String text) {}
}
