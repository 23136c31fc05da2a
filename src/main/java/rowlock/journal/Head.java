package rowlock.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;

/// The end of a journal, as its one row says.
///
/// @param position of the last entry
/// @param hash the chain's hash after it, in hex
/// @param at its time
record Head(long position, String hash, Instant at) {

  static Head of(Database database) throws SQLException {
    return database
        .first(Head::read, "SELECT position, hash, at FROM head")
        .orElseThrow(Head::lost);
  }

  static Head read(ResultSet row) throws SQLException {
    try {
      return new Head(row.getLong(1), Chain.hex(row.getBytes(2)), Times.parse(row.getString(3)));
    } catch (DateTimeException malformed) {
      throw new JournalException.Broken("the time of the last entry is damaged", malformed);
    }
  }

  static JournalException lost() {
    return new JournalException.Broken(0, "the journal has lost its record of its end");
  }
}
