package rowlock.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The rows that one act, and the clearing after it, left in a real journal: what the floor writes
/// again.
///
/// @param act rows of the part that is timed, in the batches they were committed in
/// @param clear rows of the part that is not
record Records(List<List<Row>> act, List<List<Row>> clear) {
  /// A row without its position. Nobody changes its bytes.
  static final class Row {
    private final byte[] body;
    private final byte[] hash;

    Row(byte[] body, byte[] hash) {
      this.body = body;
      this.hash = hash;
    }

    /// Sets the parameters of a statement that inserts this row.
    void bind(PreparedStatement insert, long position) throws SQLException {
      insert.setLong(1, position);
      insert.setBytes(2, body);
      insert.setBytes(3, hash);
    }
  }

  /// The rows after a position, up to another one.
  static List<Row> between(Path database, long after, long upTo) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT body, hash FROM entry WHERE position > ? AND position <= ?")) {
      select.setLong(1, after);
      select.setLong(2, upTo);
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          rows.add(new Row(found.getBytes(1), found.getBytes(2)));
        }
      }
    }
    return rows;
  }
}
