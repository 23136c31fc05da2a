package rowlock.journal;

import java.sql.SQLException;
import java.time.Instant;

/// The end of a journal, as its one row says.
///
/// @param position of the last entry
/// @param hash the chain's hash after it, in hex
/// @param at its time
record Head(long position, String hash, Instant at) {

  static Head of(Database database) throws SQLException {
    return database.query(
        rows -> {
          if (!rows.next()) {
            throw new JournalException.Broken(0, "the journal has lost its head row");
          }
          return new Head(
              rows.getLong(1), Chain.hex(rows.getBytes(2)), Times.parse(rows.getString(3)));
        },
        "SELECT position, hash, at FROM head");
  }
}
