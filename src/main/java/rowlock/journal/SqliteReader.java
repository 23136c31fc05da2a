package rowlock.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.board.Entry;
import rowlock.journal.Journal.Summary;
import rowlock.journal.JournalClock.Anchor;
import rowlock.task.Task;
import rowlock.task.TaskId;

/// The one connection a process reads through.
///
/// Safe for use by several threads; they take turns.
final class SqliteReader implements AutoCloseable {
  private final Database database;
  private final Chain chain = new Chain();

  SqliteReader(Database database) {
    this.database = database;
  }

  synchronized Head head() throws SQLException {
    return Head.of(database);
  }

  synchronized long position() throws SQLException {
    return database
        .first(rows -> rows.getLong(1), "SELECT position FROM head")
        .orElseThrow(Head::lost);
  }

  /// Makes sure that the last entry is the one the head names.
  ///
  /// @return its position
  /// @throws JournalException.Broken if it is not
  synchronized long requireHead() throws SQLException {
    // One statement sees one moment; with two, an append between them would look like damage.
    return database
        .first(
            rows -> requireLast(Head.read(rows), rows.getLong(4), rows.getBytes(5)),
            "SELECT head.position, head.hash, at,"
                + " (SELECT ifnull(max(position), 0) FROM entry), entry.hash"
                + " FROM head LEFT JOIN entry ON entry.position = head.position")
        .orElseThrow(Head::lost);
  }

  private static long requireLast(Head head, long last, byte @Nullable [] hash) {
    if (last != head.position()) {
      throw new JournalException.Broken(
          Math.min(last, head.position()) + 1,
          "the last entry is %d, but %d was written last".formatted(last, head.position()));
    }
    byte[] after = hash == null ? Chain.start() : hash;
    if (!Chain.hex(after).equals(head.hash())) {
      throw new JournalException.Broken(last, "the last entry is not the one that was written");
    }
    return last;
  }

  /// The entries after a position, each checked against the chain.
  synchronized List<Entry> entries(long after, int limit) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    walk(after, limit, (position, body, hash) -> entries.add(EntryJson.decode(position, body)));
    return entries;
  }

  /// Shows raw entries to a visitor, each checked against the chain.
  ///
  /// @return how many there were
  synchronized int walk(long after, int limit, Visitor visitor) throws SQLException {
    byte[] start = hash(after);
    return database.query(
        rows -> {
          byte[] hash = start;
          long position = after;
          while (rows.next()) {
            position++;
            hash = linked(position, hash, rows);
            visitor.visit(position, rows.getBytes(2), hash);
          }
          return (int) (position - after);
        },
        "SELECT position, body, hash FROM entry WHERE position > ? ORDER BY position LIMIT ?",
        after,
        (long) limit);
  }

  /// The chain's hash after an entry.
  ///
  /// @throws JournalException.Broken if there is no such entry
  synchronized byte[] hash(long position) throws SQLException {
    if (position == 0) {
      return Chain.start();
    }
    return database
        .first(rows -> rows.getBytes(1), "SELECT hash FROM entry WHERE position = ?", position)
        .orElseThrow(
            () -> new JournalException.Broken(position, "entry " + position + " is missing"));
  }

  synchronized Summary summary() throws SQLException {
    return database
        .first(
            rows -> new Summary(rows.getLong(1), rows.getString(2)),
            "SELECT position, summary FROM head")
        .orElseThrow(Head::lost);
  }

  synchronized Optional<Task> archived(TaskId task) throws SQLException {
    return database.first(
        rows -> EntryJson.decodeTask(rows.getLong(1), rows.getBytes(2)),
        "SELECT position, record FROM archive WHERE task = ?",
        task.value());
  }

  synchronized Hanging hanging() throws SQLException {
    return database
        .first(SqliteReader::hanging, "SELECT boot, nanos, wall, grace_due FROM clock")
        .orElseThrow(
            () -> new JournalException.Broken(0, "the journal has lost what its clock hangs on"));
  }

  private static Hanging hanging(ResultSet row) throws SQLException {
    Anchor anchor = new Anchor(row.getString(1), row.getLong(2), Times.parse(row.getString(3)));
    return new Hanging(anchor, row.getLong(4) != 0);
  }

  @Override
  public synchronized void close() throws SQLException {
    database.close();
  }

  private byte[] linked(long position, byte[] previous, ResultSet row) throws SQLException {
    if (row.getLong(1) != position) {
      throw new JournalException.Broken(position, "entry " + position + " is missing");
    }
    byte[] hash = chain.link(previous, row.getBytes(2));
    if (!Arrays.equals(hash, row.getBytes(3))) {
      throw new JournalException.Broken(
          position, "entry " + position + " is not as it was written");
    }
    return hash;
  }

  /// Looks at one raw entry.
  interface Visitor {
    void visit(long position, byte[] body, byte[] hash);
  }

  /// What the stored clock hangs on.
  ///
  /// @param graceDue whether it was hung anew and nobody granted grace since
  record Hanging(Anchor anchor, boolean graceDue) {}
}
