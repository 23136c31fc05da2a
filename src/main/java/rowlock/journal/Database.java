package rowlock.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/// One connection to an SQLite file, with its statements prepared once.
///
/// Not safe for use by several threads at once.
final class Database implements AutoCloseable {
  private static final int BUSY_MILLIS = 10_000;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  private Database(Connection connection) {
    this.connection = connection;
  }

  /// Opens a file that is there. A commit is on the disk when it returns: write-ahead log, synced
  /// each time.
  static Database open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return new Database(config.createConnection("jdbc:sqlite:" + uri(file)));
  }

  /// Opens a file for reading that nobody writes to meanwhile: no locks, no files beside it.
  static Database openUnchanging(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    return new Database(config.createConnection("jdbc:sqlite:" + uri(file) + "?immutable=1"));
  }

  // As a URI, because the driver takes what comes after a '?' in a plain path for settings.
  private static String uri(Path file) {
    return "file:" + file.toAbsolutePath().toUri().getRawPath();
  }

  /// Runs a statement that gives no rows.
  ///
  /// @param values `Long`, `String` or `byte[]` for each `?`
  void run(String sql, Object... values) throws SQLException {
    try {
      bound(sql, values).execute();
    } catch (SQLException failed) {
      forget(sql);
      throw failed;
    }
  }

  /// Runs a statement that is used once.
  void script(String sql) throws SQLException {
    try (Statement once = connection.createStatement()) {
      once.executeUpdate(sql);
    }
  }

  /// Runs a query and reads its rows.
  <T> T query(Rows<T> read, String sql, Object... values) throws SQLException {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      return read.from(rows);
    } catch (SQLException failed) {
      forget(sql);
      throw failed;
    }
  }

  /// Runs a query and reads its first row, if it has one.
  <T> Optional<T> first(Rows<T> read, String sql, Object... values) throws SQLException {
    return query(
        rows -> rows.next() ? Optional.of(read.from(rows)) : Optional.empty(), sql, values);
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    connection.close();
  }

  private PreparedStatement bound(String sql, Object... values) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case Long number -> statement.setLong(i + 1, number);
        case String text -> statement.setString(i + 1, text);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        default -> throw new IllegalArgumentException("cannot bind " + values[i].getClass());
      }
    }
    return statement;
  }

  // The driver throws a statement away that failed, without a word to who holds it.
  private void forget(String sql) throws SQLException {
    PreparedStatement failed = statements.remove(sql);
    if (failed != null) {
      failed.close();
    }
  }

  /// Makes something of the rows of a query.
  interface Rows<T> {
    T from(ResultSet rows) throws SQLException;
  }
}
