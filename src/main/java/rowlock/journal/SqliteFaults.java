package rowlock.journal;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What SQLite's errors mean for a journal.
final class SqliteFaults {
  private static final int PRIMARY = 0xff;

  private SqliteFaults() {}

  /// @param doing what was tried, as in "cannot read entries"
  static JournalException translate(String doing, SQLException fault) {
    SQLiteErrorCode code =
        fault instanceof SQLiteException known
            ? known.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    String message = "%s: %s".formatted(doing, fault.getMessage());
    if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
      return new JournalException.Full(message, fault);
    }
    return switch (SQLiteErrorCode.getErrorCode(code.code & PRIMARY)) {
      case SQLITE_FULL -> new JournalException.Full(message, fault);
      case SQLITE_BUSY, SQLITE_LOCKED -> new JournalException.Busy(message);
      case SQLITE_CORRUPT, SQLITE_NOTADB -> new JournalException.Broken(message, fault);
      case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
          new JournalException.Unusable(message, fault);
      default -> new JournalException.Stopped(message, fault);
    };
  }
}
