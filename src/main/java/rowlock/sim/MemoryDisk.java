package rowlock.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import rowlock.board.Contents;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.journal.Batch;
import rowlock.journal.Journal;
import rowlock.journal.JournalException;
import rowlock.task.Task;
import rowlock.task.TaskId;

/// What several [MemoryJournal]s share, and what survives them: the durable entries, the snapshots
/// and who has the turn.
///
/// Safe for use by several threads; owns all of its state.
public final class MemoryDisk {
  private final VirtualClock clock;
  private final TurnRule turnRule;
  private final List<Stored> log = new ArrayList<>();
  private final TreeMap<TaskId, Task> archive = new TreeMap<>();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private Optional<Journal.Summary> summary = Optional.empty();
  private boolean full;
  private boolean graceOwed;
  private long lineage;
  private @Nullable MemoryJournal turnHolder;

  /// Whether turns keep other writers out.
  public enum TurnRule {
    /// One writer at a time, as with a file lock: whoever does not get its turn finds it busy.
    EXCLUSIVE,
    /// Everybody has a turn at once and only the conditional append decides, as on a server.
    OPTIMISTIC
  }

  /// An entry, the chain's hash after it, and where its batch began.
  private record Stored(Entry entry, long chain, long batchAfter) {}

  /// A snapshot with the chain's hash at its position.
  private record Snapshot(Contents contents, long chain) {}

  /// A copy of everything that was durable at a moment.
  ///
  /// @param log the entries
  /// @param archive the tasks that had left the board
  /// @param summary the last summary
  public record Backup(
      List<Entry> log, TreeMap<TaskId, Task> archive, Optional<Journal.Summary> summary) {
    public Backup {
      log = List.copyOf(log);
      archive = new TreeMap<>(archive);
    }
  }

  /// An empty disk.
  public MemoryDisk(VirtualClock clock, TurnRule turnRule) {
    this.clock = clock;
    this.turnRule = turnRule;
  }

  /// A journal on this disk for one process.
  public MemoryJournal open(Interference interference) {
    return new MemoryJournal(this, interference, lineage());
  }

  VirtualClock clock() {
    return clock;
  }

  /// The position of the last durable entry.
  public synchronized long position() {
    return log.size();
  }

  /// The durable entries after a position.
  public synchronized List<Entry> entriesAfter(long position) {
    return log.subList(Math.toIntExact(position), log.size()).stream().map(Stored::entry).toList();
  }

  /// The position before the batch that holds this position.
  public synchronized long batchAfter(long position) {
    return position == 0 ? 0 : log.get(Math.toIntExact(position) - 1).batchAfter();
  }

  /// Lets the disk be full, but for lease renewals, or have space again.
  public synchronized void fill(Space space) {
    full = space == Space.NONE;
  }

  /// Whether there is room for more.
  public enum Space {
    /// For lease renewals only.
    NONE,
    /// For everything.
    ENOUGH
  }

  synchronized boolean isFull() {
    return full;
  }

  /// Lets the clock have lost its way, as after a boot: grace is owed until it is granted.
  public synchronized void restartClock() {
    graceOwed = true;
  }

  synchronized boolean owesGrace() {
    return graceOwed;
  }

  /// A copy of everything durable.
  public synchronized Backup backup() {
    return new Backup(entriesAfter(0), archive, summary);
  }

  /// Puts an older state in place of the present one. Every open journal is stopped; snapshots of
  /// the lost entries stay where they are, as files would.
  public synchronized void restore(Backup backup) {
    log.clear();
    backup.log().forEach(entry -> add(entry, 0));
    archive.clear();
    archive.putAll(backup.archive());
    summary = backup.summary();
    turnHolder = null;
    lineage++;
  }

  private void add(Entry entry, long batchAfter) {
    log.add(new Stored(entry, 31 * chain() + entry.toString().hashCode(), batchAfter));
  }

  private long chain() {
    return log.isEmpty() ? 0 : log.getLast().chain();
  }

  /// The hash of everything durable, in order.
  public synchronized String headHash() {
    return Long.toHexString(chain());
  }

  synchronized long lineage() {
    return lineage;
  }

  synchronized void takeTurn(MemoryJournal who) {
    if (turnRule == TurnRule.EXCLUSIVE && turnHolder != null) {
      throw new JournalException.Busy("another process has its turn");
    }
    turnHolder = who;
  }

  synchronized void leaveTurn(MemoryJournal who) {
    if (turnHolder == who) {
      turnHolder = null;
    }
  }

  /// Whether a batch may be written now.
  ///
  /// @throws JournalException.Full if there is no room for it
  synchronized Optional<Journal.Outcome> refuse(long expected, Batch batch) {
    if (expected != position()) {
      return Optional.of(new Journal.Outcome.Conflict(position()));
    }
    boolean renewalsOnly =
        batch.entries().stream().allMatch(pending -> pending.event() instanceof Event.LeaseRenewed);
    if (full && !renewalsOnly) {
      throw new JournalException.Full("the simulated disk is full");
    }
    if (!log.isEmpty() && batch.entries().getFirst().at().isBefore(log.getLast().entry().at())) {
      throw new IllegalArgumentException("a batch from before the last entry");
    }
    return Optional.empty();
  }

  /// Makes a batch durable.
  synchronized void commit(long expected, Batch batch) {
    if (expected != position()) {
      throw new IllegalStateException("somebody wrote between the check and the commit");
    }
    for (Batch.Pending pending : batch.entries()) {
      add(new Entry(position() + 1, pending.at(), pending.by(), pending.event()), expected);
      if (pending.event() instanceof Event.GraceGranted) {
        graceOwed = false;
      }
    }
    batch.archived().forEach(task -> archive.put(task.id(), task));
    summary = Optional.of(new Journal.Summary(position(), batch.summary()));
  }

  synchronized Optional<Journal.Summary> summary() {
    return summary;
  }

  synchronized Optional<Task> archived(TaskId task) {
    return Optional.ofNullable(archive.get(task));
  }

  synchronized void store(Contents contents) {
    snapshots.add(new Snapshot(contents, chainAt(contents.position())));
  }

  /// The newest snapshot of this very chain; those of lost entries are passed over.
  synchronized Optional<Contents> latest() {
    return snapshots.stream()
        .filter(snapshot -> snapshot.contents().position() <= position())
        .filter(snapshot -> chainAt(snapshot.contents().position()) == snapshot.chain())
        .map(Snapshot::contents)
        .reduce((one, other) -> other.position() >= one.position() ? other : one);
  }

  /// Loses the newest snapshot, as a cache may.
  synchronized void forgetSnapshot() {
    if (!snapshots.isEmpty()) {
      snapshots.removeLast();
    }
  }

  private long chainAt(long position) {
    return position == 0 ? 0 : log.get(Math.toIntExact(position) - 1).chain();
  }
}
