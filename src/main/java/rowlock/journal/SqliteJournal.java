package rowlock.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import rowlock.board.Contents;
import rowlock.board.Entry;
import rowlock.journal.JournalClock.Anchor;
import rowlock.journal.SqliteReader.Hanging;
import rowlock.task.Task;
import rowlock.task.TaskId;

/// A journal in an SQLite file: one machine, any number of processes.
///
/// Once anything happens that leaves doubt about what is stored, it closes itself and refuses all
/// further calls.
public final class SqliteJournal implements Journal {
  private final JournalFiles files;
  private final Machine machine;
  private final Object identity;
  private final SqliteReader reader;
  private final TurnLock turns;
  private final JournalClock clock;
  private final Snapshots snapshots;
  private final AtomicReference<@Nullable JournalException> fault = new AtomicReference<>();

  // The following change only within the turn, or under the lock of this object.
  private @Nullable SqliteWriter writer;
  private Optional<Anchor> newAnchor = Optional.empty();
  private volatile boolean graceDue;

  private SqliteJournal(JournalFiles files, Machine machine) throws IOException, SQLException {
    this.files = files;
    this.machine = machine;
    this.identity = files.identity();
    this.reader = new SqliteReader(Format.open(files.database()));
    this.turns = new TurnLock(files);
    this.snapshots = new Snapshots(files);
    reader.requireHead();
    this.clock = new JournalClock(machine, reader.hanging().anchor());
    setClock(reader.head());
  }

  /// Makes an empty journal, and the directory for it if there is none.
  ///
  /// @param directory usually `.rowlock` in a project
  /// @throws JournalException.Unusable if there is a journal already, or none can be made there
  public static SqliteJournal create(Path directory) {
    return create(directory, Machine.here());
  }

  static SqliteJournal create(Path directory, Machine machine) {
    JournalFiles files = new JournalFiles(directory.toAbsolutePath());
    try {
      files.createDirectory();
      try (TurnLock turns = new TurnLock(files)) {
        turns.take(Duration.ofSeconds(LONGEST_WAIT_SECONDS));
        if (Files.exists(files.database())) {
          throw new JournalException.Unusable("there is already a journal in " + directory);
        }
        new Reserve(files).fill();
        createDatabase(files, Anchor.here(machine, Instant.EPOCH));
      }
    } catch (IOException fault) {
      throw new JournalException.Unusable(
          "cannot create a journal in " + directory + ": " + fault, fault);
    } catch (SQLException fault) {
      throw SqliteFaults.translate("cannot create a journal in " + directory, fault);
    }
    return open(directory, machine);
  }

  /// Opens the journal in a directory.
  ///
  /// @throws JournalException.Unusable if there is none, or a newer rowlock made it
  /// @throws JournalException.Broken if its end is not as it was written
  public static SqliteJournal open(Path directory) {
    return open(directory, Machine.here());
  }

  static SqliteJournal open(Path directory, Machine machine) {
    JournalFiles files = new JournalFiles(directory.toAbsolutePath());
    if (!Files.isRegularFile(files.database())) {
      throw new JournalException.Unusable("there is no journal in " + directory);
    }
    if (!Files.isWritable(directory) || !Files.isWritable(files.database())) {
      throw new JournalException.Unusable("the journal in " + directory + " is not writable");
    }
    try {
      return new SqliteJournal(files, machine);
    } catch (IOException fault) {
      throw new JournalException.Unusable("cannot open the journal in " + directory, fault);
    } catch (SQLException fault) {
      throw SqliteFaults.translate("cannot open the journal in " + directory, fault);
    }
  }

  @Override
  public Instant now() {
    requireSound();
    return clock.now();
  }

  @Override
  public boolean clockRestarted() {
    requireSound();
    return graceDue;
  }

  @Override
  public long position() {
    return guarded("cannot read the journal's position", reader::position);
  }

  @Override
  public List<Entry> read(long after, int limit) {
    if (after < 0 || limit < 1 || limit > MAX_READ) {
      throw new IllegalArgumentException("read: after 0 or more, 1 to " + MAX_READ + " entries");
    }
    return guarded("cannot read entries after " + after, () -> reader.entries(after, limit));
  }

  @Override
  public boolean changedSince(long position) {
    return position() > position;
  }

  @Override
  public Turn turn() {
    requireSound();
    return guarded(
        "cannot take the turn",
        () -> {
          turns.take(Duration.ofSeconds(LONGEST_WAIT_SECONDS));
          boolean ready = false;
          try {
            requireInPlace();
            setClock(reader.head());
            ready = true;
            return this::endTurn;
          } finally {
            if (!ready) {
              turns.release();
            }
          }
        });
  }

  @Override
  public Outcome append(long expected, Batch batch) {
    requireSound();
    if (!turns.isHeld()) {
      throw new IllegalStateException("append needs the turn");
    }
    Outcome outcome = guarded("cannot append", () -> writer().append(expected, batch, newAnchor));
    if (outcome instanceof Outcome.Appended) {
      newAnchor = Optional.empty();
      clock.notBefore(batch.entries().getLast().at());
      graceDue = guarded("cannot read the clock", reader::hanging).graceDue();
    }
    return outcome;
  }

  @Override
  public Optional<Summary> summary() {
    Summary summary = guarded("cannot read the summary", reader::summary);
    return summary.position() == 0 ? Optional.empty() : Optional.of(summary);
  }

  @Override
  public Optional<Task> archived(TaskId task) {
    return guarded("cannot read the archive", () -> reader.archived(task));
  }

  @Override
  public void store(Contents contents) {
    byte[] hash = guarded("cannot read the chain", () -> reader.hash(contents.position()));
    try {
      snapshots.store(contents, hash);
    } catch (IOException failed) {
      // Nothing depends on a snapshot, so the journal itself goes on.
      throw new JournalException.Full("cannot write a snapshot: " + failed.getMessage(), failed);
    }
  }

  @Override
  public Optional<Contents> latest() {
    long head = position();
    return guarded(
        "cannot read snapshots",
        () ->
            snapshots.latest(position ->
                position > head
                    ? new byte[0]
                    : guarded("cannot read the chain", () -> reader.hash(position))));
  }

  @Override
  public Verdict verify() {
    return verified(Optional.empty());
  }

  /// Checks everything, and that the journal still leads to what somebody noted of it: that also
  /// finds entries cut off by somebody who put the journal's own record of its end right.
  public Verdict verify(Verdict.Witness witness) {
    return verified(Optional.of(witness));
  }

  private Verdict verified(Optional<Verdict.Witness> witness) {
    return guarded(
        "cannot check the journal",
        () -> {
          try (Database own = Format.open(files.database())) {
            return new ChainCheck(own).run(witness);
          }
        });
  }

  /// Writes all entries, one JSON object on a line: `position`, the members that were hashed, in
  /// their order and bytes, and `hash`, the chain's hash after the entry.
  ///
  /// @return how many there were
  public long export(OutputStream out) throws IOException {
    Export export = new Export(out);
    int count = Export.STEP;
    while (count == Export.STEP) {
      count =
          guarded(
              "cannot read entries",
              () -> reader.walk(export.position(), Export.STEP, export::add));
      export.flush();
    }
    return export.position();
  }

  @Override
  public void close() {
    stop(new JournalException.Stopped("the journal was closed"));
  }

  /// Copies the journal while it goes on, checks the copy and makes it durable.
  ///
  /// @param target a file that is not there yet
  /// @return what is in the copy
  public Verdict.Sound backUp(Path target) {
    requireSound();
    // A backup that fails says nothing about the journal, so that goes on.
    try {
      return new Backups(files).backUp(target);
    } catch (IOException failed) {
      throw new JournalException.Unusable("cannot write " + target + ": " + failed, failed);
    } catch (SQLException failed) {
      throw SqliteFaults.translate("cannot back the journal up", failed);
    }
  }

  /// Puts a backup in the place of the journal in a directory, whose files are moved aside.
  ///
  /// @return a bound on all fences that any journal there ever gave out, for
  ///   [rowlock.board.Command.MarkRestored]
  /// @throws JournalException.Busy if a process has the journal open
  /// @throws JournalException.Broken if the backup is not sound; nothing was changed
  public static long restore(Path backup, Path directory) {
    try {
      return new Backups(new JournalFiles(directory.toAbsolutePath())).restore(backup);
    } catch (IOException failed) {
      throw new JournalException.Unusable("cannot restore " + backup + ": " + failed, failed);
    } catch (SQLException failed) {
      throw SqliteFaults.translate("cannot restore " + backup, failed);
    }
  }

  private static void createDatabase(JournalFiles files, Anchor anchor)
      throws IOException, SQLException {
    Path draft = files.directory().resolve("journal.new");
    Files.deleteIfExists(draft);
    files.createPrivate(draft);
    try (Database database = Database.open(draft)) {
      Format.create(database, anchor);
    }
    JournalFiles.sync(draft);
    Files.move(draft, files.database(), StandardCopyOption.ATOMIC_MOVE);
    files.syncDirectory();
  }

  // Called within the turn, or before anybody else knows this journal.
  private void setClock(Head head) throws SQLException {
    Hanging stored = reader.hanging();
    if (stored.anchor().holds(machine)) {
      newAnchor = Optional.empty();
      clock.hangOn(stored.anchor());
      graceDue = stored.graceDue();
    } else {
      Anchor anchor = newAnchor.orElseGet(() -> Anchor.here(machine, head.at()));
      newAnchor = Optional.of(anchor);
      clock.hangOn(anchor);
      graceDue = head.position() > 0;
    }
    clock.notBefore(head.at());
  }

  private synchronized SqliteWriter writer() throws SQLException, IOException {
    SqliteWriter open = writer;
    if (open == null) {
      open = new SqliteWriter(Format.open(files.database()), new Reserve(files));
      // SQLite has just made its log, and takes no notice when syncing the log's name fails.
      files.syncDirectory();
      writer = open;
    }
    return open;
  }

  private void requireInPlace() throws IOException {
    if (!Files.exists(files.database()) || !files.identity().equals(identity)) {
      throw new JournalException.Stopped(
          files.database() + " was removed or replaced; open the journal anew");
    }
  }

  private void endTurn() {
    try {
      turns.release();
    } catch (IOException failed) {
      throw stop(new JournalException.Stopped("cannot let go of the turn", failed));
    }
  }

  private void requireSound() {
    JournalException first = fault.get();
    if (first != null) {
      throw new JournalException.Stopped("the journal is closed: " + first.getMessage(), first);
    }
  }

  private <T> T guarded(String doing, Work<T> work) {
    requireSound();
    try {
      return work.run();
    } catch (SQLException failed) {
      throw stopUnlessPassing(SqliteFaults.translate(doing, failed));
    } catch (IOException failed) {
      throw stop(new JournalException.Stopped(doing + ": " + failed.getMessage(), failed));
    } catch (JournalException failed) {
      throw stopUnlessPassing(failed);
    }
  }

  private JournalException stopUnlessPassing(JournalException failed) {
    return switch (failed) {
      case JournalException.Full full -> full;
      case JournalException.Busy busy -> busy;
      case JournalException.Broken broken -> stop(broken);
      case JournalException.Unusable unusable -> stop(unusable);
      case JournalException.Stopped stopped -> stop(stopped);
    };
  }

  private JournalException stop(JournalException reason) {
    if (fault.compareAndSet(null, reason)) {
      try {
        turns.close();
        reader.close();
        closeWriter();
      } catch (IOException | SQLException failed) {
        reason.addSuppressed(failed);
      }
    }
    return reason;
  }

  private synchronized void closeWriter() throws SQLException {
    if (writer != null) {
      writer.close();
    }
  }

  /// Something that may fail the ways files and databases fail.
  private interface Work<T> {
    T run() throws SQLException, IOException;
  }
}
