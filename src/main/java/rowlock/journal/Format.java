package rowlock.journal;

import java.nio.file.Path;
import java.sql.SQLException;

/// The tables of a journal, and the mark by which a file is known to be one.
///
/// - `entry`: one row for each entry; `body` is its JSON, `hash` the chain's hash after it.
/// - `head`: one row: the last entry's position, hash and time, and the last summary.
/// - `clock`: one row: what the journal's clock hangs on, and whether grace is due.
/// - `archive`: tasks that left the board.
final class Format {
  /// The format this rowlock writes. It reads all before, and none after.
  static final long VERSION = 1;

  // "rowl" in ASCII.
  private static final long APPLICATION = 0x726f776c;

  private Format() {}

  /// Makes the tables in an empty database, at the journal's first moment.
  static void create(Database database, JournalClock.Anchor anchor) throws SQLException {
    database.run("BEGIN IMMEDIATE");
    database.script("PRAGMA application_id = " + APPLICATION);
    database.script("PRAGMA user_version = " + VERSION);
    database.script(
        "CREATE TABLE entry (position INTEGER PRIMARY KEY, body BLOB NOT NULL,"
            + " hash BLOB NOT NULL) STRICT");
    database.script(
        "CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 0), position INTEGER NOT NULL,"
            + " hash BLOB NOT NULL, at TEXT NOT NULL, summary TEXT NOT NULL) STRICT");
    database.script(
        "CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 0), boot TEXT NOT NULL,"
            + " nanos INTEGER NOT NULL, wall TEXT NOT NULL, grace_due INTEGER NOT NULL) STRICT");
    database.script(
        "CREATE TABLE archive (task TEXT PRIMARY KEY, position INTEGER NOT NULL,"
            + " record BLOB NOT NULL) STRICT, WITHOUT ROWID");
    String wall = Times.format(anchor.wall());
    database.run("INSERT INTO head VALUES (0, 0, ?, ?, '')", Chain.start(), wall);
    database.run("INSERT INTO clock VALUES (0, ?, ?, ?, 0)", anchor.boot(), anchor.nanos(), wall);
    database.run("COMMIT");
  }

  /// Opens a journal's file.
  ///
  /// @throws JournalException.Unusable if it is not one, or of a newer format
  static Database open(Path file) throws SQLException {
    return required(Database.open(file), file);
  }

  /// Opens a journal's file that nobody changes, without leaving a trace beside it.
  ///
  /// @throws JournalException.Unusable if it is not one, or of a newer format
  static Database openCopy(Path file) throws SQLException {
    return required(Database.openUnchanging(file), file);
  }

  private static Database required(Database database, Path file) throws SQLException {
    try {
      require(database, file.toString());
      return database;
    } catch (SQLException | JournalException refused) {
      database.close();
      throw refused;
    }
  }

  private static void require(Database database, String name) throws SQLException {
    long application = pragma(database, "application_id");
    if (application != APPLICATION) {
      throw new JournalException.Unusable(name + " is not a rowlock journal");
    }
    long version = pragma(database, "user_version");
    if (version > VERSION) {
      throw new JournalException.Unusable(
          "%s has format %d; this rowlock knows up to %d: it was written by a newer rowlock"
              .formatted(name, version, VERSION));
    }
  }

  private static long pragma(Database database, String name) throws SQLException {
    return database.first(rows -> rows.getLong(1), "PRAGMA " + name).orElseThrow();
  }
}
