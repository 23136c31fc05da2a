package rowlock.journal;

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
  private final Chain chain = new Chain();

  SqliteWriter(Database database) {
    this.database = database;
  }

  /// Appends in one transaction, or not at all.
  ///
  /// @param anchor a new anchor for the clock, if the stored one does not hold any more
  Outcome append(long expected, Batch batch, Optional<Anchor> anchor) throws SQLException {
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

  /// Moves what the log holds into the database, as far as readers allow.
  void checkpoint() throws SQLException {
    database.query(rows -> rows.getLong(1), "PRAGMA wal_checkpoint(RESTART)");
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
