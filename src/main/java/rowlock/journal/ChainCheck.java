package rowlock.journal;

import java.sql.SQLException;
import java.util.Optional;

/// A walk over a whole journal that checks everything that can be checked.
///
/// It uses a connection of its own and sees one moment of the journal, so others may go on.
final class ChainCheck {
  private static final int STEP = 10_000;

  private final Database database;
  private final SqliteReader reader;
  private long position;
  private byte[] hash = Chain.start();

  /// @param database a connection that nobody else uses meanwhile
  ChainCheck(Database database) {
    this.database = database;
    this.reader = new SqliteReader(database);
  }

  /// Walks to the end.
  ///
  /// @param witness what somebody noted of this journal earlier
  Verdict run(Optional<Verdict.Witness> witness) throws SQLException {
    database.run("BEGIN");
    try {
      return walk(witness);
    } catch (JournalException.Broken broken) {
      return new Verdict.Broken(
          broken.position().orElse(position + 1), String.valueOf(broken.getMessage()));
    } catch (SQLException fault) {
      if (SqliteFaults.translate("", fault) instanceof JournalException.Broken) {
        return new Verdict.Broken(position + 1, "the database is damaged: " + fault.getMessage());
      }
      throw fault;
    }
  }

  private Verdict walk(Optional<Verdict.Witness> witness) throws SQLException {
    int count = STEP;
    while (count == STEP) {
      count = reader.walk(position, STEP, this::note);
    }
    position = reader.requireHead();
    if (witness.isPresent() && !agrees(witness.get())) {
      return new Verdict.Broken(
          Math.min(position, witness.get().position()),
          "the journal does not lead to hash %s at entry %d any more"
              .formatted(witness.get().hash(), witness.get().position()));
    }
    String pages =
        database.first(rows -> rows.getString(1), "PRAGMA quick_check(1)").orElse("no verdict");
    return pages.equals("ok")
        ? new Verdict.Sound(position, Chain.hex(hash))
        : new Verdict.Broken(0, "the database is damaged: " + pages);
  }

  private void note(long next, byte[] body, byte[] nextHash) {
    position = next;
    hash = nextHash;
  }

  private boolean agrees(Verdict.Witness witness) throws SQLException {
    return witness.position() <= position
        && Chain.hex(reader.hash(witness.position())).equals(witness.hash());
  }
}
