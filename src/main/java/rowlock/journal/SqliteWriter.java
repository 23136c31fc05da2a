package rowlock.journal;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rowlock.board.Event;
import rowlock.journal.Journal.Outcome;
import rowlock.journal.JournalClock.Anchor;
import rowlock.task.Task;

/// The one connection a process appends through.
///
/// Not safe for use by several threads at once.
final class SqliteWriter implements AutoCloseable {
  private final Database database;
  private final Reserve reserve;
  private final Chain chain = new Chain();

  SqliteWriter(Database database, Reserve reserve) {
    this.database = database;
    this.reserve = reserve;
  }

  /// Appends in one transaction, or not at all.
  ///
  /// @param anchor a new anchor for the clock, if the stored one does not hold any more
  /// @throws JournalException.Full if the disk is full; for a batch that only keeps leases alive,
  ///   when the reserve is used up, too
  Outcome append(long expected, Batch batch, Optional<Anchor> anchor)
      throws SQLException, IOException {
    boolean keepsLeases = batch.entries().stream().allMatch(SqliteWriter::keepsLease);
    if (!keepsLeases && !reserve.isWholeAgain()) {
      throw new JournalException.Full("the disk is full: only leases are renewed until it is not");
    }
    boolean logMayHelp = true;
    while (true) {
      try {
        return write(expected, batch, anchor);
      } catch (SQLException failed) {
        JournalException fault = SqliteFaults.translate("the disk is full", failed);
        if (!(fault instanceof JournalException.Full)) {
          throw failed;
        }
        // A log that was copied into the database is written over from its beginning, which takes
        // no space; so that is tried once before the reserve is touched.
        if (logMayHelp) {
          logMayHelp = false;
          reuseLog();
        } else if (!keepsLeases || !reserve.giveSlice()) {
          throw fault;
        }
      }
    }
  }

  private static boolean keepsLease(Batch.Pending pending) {
    return pending.event() instanceof Event.LeaseRenewed
        || pending.event() instanceof Event.GraceGranted;
  }

  private Outcome write(long expected, Batch batch, Optional<Anchor> anchor) throws SQLException {
    List<byte[]> bodies = batch.entries().stream().map(EntryJson::encode).toList();
    List<byte[]> records = batch.archived().stream().map(EntryJson::encode).toList();
    database.run("BEGIN IMMEDIATE");
    boolean committed = false;
    try {
      Head head = Head.of(database);
      if (head.position() != expected) {
        return new Outcome.Conflict(head.position());
      }
      requireOrder(head.at(), batch);
      insert(head, bodies, batch);
      archive(expected + bodies.size(), batch.archived(), records);
      if (anchor.isPresent()) {
        hangOn(anchor.get());
      }
      if (grantsGrace(batch)) {
        database.run("UPDATE clock SET grace_due = 0");
      } else if (anchor.isPresent() && expected > 0) {
        database.run("UPDATE clock SET grace_due = 1");
      }
      database.run("COMMIT");
      committed = true;
      return new Outcome.Appended(expected + bodies.size());
    } finally {
      if (!committed) {
        rollBack();
      }
    }
  }

  private void reuseLog() throws SQLException {
    try {
      database.first(rows -> rows.getLong(1), "PRAGMA wal_checkpoint(PASSIVE)");
    } catch (SQLException failed) {
      if (!(SqliteFaults.translate("", failed) instanceof JournalException.Full)) {
        throw failed;
      }
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }

  private void insert(Head head, List<byte[]> bodies, Batch batch) throws SQLException {
    long position = head.position();
    byte[] hash = Chain.bytes(head.hash());
    for (byte[] body : bodies) {
      position++;
      hash = chain.link(hash, body);
      database.run("INSERT INTO entry VALUES (?, ?, ?)", position, body, hash);
    }
    database.run(
        "UPDATE head SET position = ?, hash = ?, at = ?, summary = ?",
        position,
        hash,
        Times.format(batch.entries().getLast().at()),
        batch.summary());
  }

  private void archive(long position, List<Task> tasks, List<byte[]> records) throws SQLException {
    for (int i = 0; i < records.size(); i++) {
      String id = tasks.get(i).id().value();
      database.run("INSERT OR REPLACE INTO archive VALUES (?, ?, ?)", id, position, records.get(i));
    }
  }

  private void hangOn(Anchor anchor) throws SQLException {
    database.run(
        "UPDATE clock SET boot = ?, nanos = ?, wall = ?",
        anchor.boot(),
        anchor.nanos(),
        Times.format(anchor.wall()));
  }

  // SQLite has rolled back by itself after some errors, and then refuses to do it again.
  private void rollBack() {
    try {
      database.run("ROLLBACK");
    } catch (SQLException none) {
      // The fault that led here is on its way to the caller; nothing is left to undo.
    }
  }

  private static void requireOrder(Instant latest, Batch batch) {
    Instant before = latest;
    for (Batch.Pending pending : batch.entries()) {
      if (pending.at().isBefore(before)) {
        throw new IllegalArgumentException(
            "an entry at %s after one at %s: take the time within the turn"
                .formatted(pending.at(), before));
      }
      before = pending.at();
    }
  }

  private static boolean grantsGrace(Batch batch) {
    return batch.entries().stream().anyMatch(entry -> entry.event() instanceof Event.GraceGranted);
  }
}
