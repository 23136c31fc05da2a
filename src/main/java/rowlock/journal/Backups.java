package rowlock.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import rowlock.board.Entry;
import rowlock.board.Event;

/// Copies of a journal, out and back in. What a copy replaces is moved aside, never deleted.
final class Backups {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
  private static final String ASIDE = "replaced-";
  // A hash of 32 bytes and the shortest body there is, with at, by, type and a task.
  private static final long LEAST_ENTRY_BYTES = 100;

  private final JournalFiles files;

  Backups(JournalFiles files) {
    this.files = files;
  }

  /// Copies the journal while it is in use, checks the copy, and makes it durable.
  ///
  /// @throws JournalException.Unusable if the target is there already
  Verdict.Sound backUp(Path target) throws IOException, SQLException {
    Path draft = target.resolveSibling(target.getFileName() + ".new");
    if (Files.exists(target)) {
      throw new JournalException.Unusable(target + " is there already");
    }
    try {
      Files.deleteIfExists(draft);
      files.createPrivate(draft);
      try (Database database = Format.open(files.database())) {
        database.run("VACUUM INTO ?", draft.toAbsolutePath().toString());
      }
      Verdict.Sound sound = check(draft);
      JournalFiles.sync(draft);
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      JournalFiles.syncParent(target);
      return sound;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /// Puts a copy in the place of the journal.
  ///
  /// A crash at any step leaves the journal that was, the copy, or none at all with the old one
  /// moved aside; then restoring again completes it.
  ///
  /// @return a bound on all fences that any journal here ever gave out
  long restore(Path backup) throws IOException, SQLException {
    check(backup);
    files.createDirectory();
    Path draft = files.directory().resolve("journal.restored");
    Files.copy(backup, draft, StandardCopyOption.REPLACE_EXISTING);
    files.makePrivate(draft);
    JournalFiles.sync(draft);
    try (TurnLock turns = new TurnLock(files)) {
      turns.take(Duration.ofSeconds(Journal.LONGEST_WAIT_SECONDS));
      requireUnused();
      long known = highestFence(draft).orElseThrow();
      long highest = known;
      for (Path old : journals()) {
        long bound = highestFence(old).orElse(known + mostEntries(old));
        highest = Math.max(highest, bound);
      }
      moveAside();
      Files.move(draft, files.database(), StandardCopyOption.ATOMIC_MOVE);
      files.syncDirectory();
      return highest;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static Verdict.Sound check(Path copy) throws SQLException {
    if (Files.exists(Path.of(copy + "-wal"))) {
      throw new JournalException.Unusable(
          copy + " is not a backup but a journal in use: there is a log beside it");
    }
    try (Database database = Format.openCopy(copy)) {
      return switch (new ChainCheck(database).run(Optional.empty())) {
        case Verdict.Sound sound -> sound;
        case Verdict.Broken broken ->
            throw new JournalException.Broken(broken.position(), copy + ": " + broken.what());
      };
    }
  }

  // Every connection holds a shared lock on the file as long as it lives.
  private void requireUnused() throws SQLException {
    if (!Files.exists(files.database())) {
      return;
    }
    try (Database database = Database.open(files.database())) {
      database.script("PRAGMA busy_timeout = 1000");
      database.script("PRAGMA locking_mode = EXCLUSIVE");
      database.run("BEGIN EXCLUSIVE");
      database.run("COMMIT");
    } catch (SQLException fault) {
      switch (SqliteFaults.translate("the journal is in use", fault)) {
        case JournalException.Broken damaged -> {
          // Nobody works with it, and it is why the backup is wanted.
        }
        case JournalException other -> throw other;
      }
    }
  }

  private List<Path> journals() throws IOException {
    try (Stream<Path> all = Files.list(files.directory())) {
      Stream<Path> aside =
          all.filter(path -> path.getFileName().toString().startsWith(ASIDE))
              .map(path -> path.resolve(files.database().getFileName()));
      return Stream.concat(Stream.of(files.database()), aside).filter(Files::exists).toList();
    }
  }

  // Nothing if it cannot be read.
  private static OptionalLong highestFence(Path journal) {
    try (Database database = Format.openCopy(journal)) {
      long base =
          database.query(
              Backups::highestBase,
              "SELECT position, body FROM entry WHERE instr(body, ?) > 0",
              "\"type\":\"journal_restored\"".getBytes(StandardCharsets.UTF_8));
      return OptionalLong.of(base + Head.of(database).position());
    } catch (SQLException | JournalException unreadable) {
      return OptionalLong.empty();
    }
  }

  private static long highestBase(ResultSet rows) throws SQLException {
    long most = 0;
    while (rows.next()) {
      Entry entry = EntryJson.decode(rows.getLong(1), rows.getBytes(2));
      if (entry.event() instanceof Event.JournalRestored restored) {
        most = Math.max(most, restored.fenceBase());
      }
    }
    return most;
  }

  // How many entries a journal that cannot be read may have had, by its size and its snapshots.
  private static long mostEntries(Path journal) throws IOException {
    Path log = journal.resolveSibling(journal.getFileName() + "-wal");
    long bytes = Files.size(journal) + (Files.exists(log) ? Files.size(log) : 0);
    return Math.max(
        bytes / LEAST_ENTRY_BYTES, Snapshots.highestPosition(journal.resolveSibling(".")));
  }

  private void moveAside() throws IOException {
    Path aside = files.directory().resolve(ASIDE + STAMP.format(Instant.now()));
    List<Path> old;
    try (Stream<Path> all = Files.list(files.directory())) {
      old =
          all.filter(Files::isRegularFile)
              .filter(path -> isOfJournal(path.getFileName().toString()))
              // The database goes first: without it nobody takes what is left for a journal.
              .sorted()
              .toList();
    }
    if (old.isEmpty()) {
      return;
    }
    files.createPrivateDirectory(aside);
    for (Path file : old) {
      move(file, aside.resolve(file.getFileName()));
    }
    JournalFiles.sync(aside);
    files.syncDirectory();
  }

  private boolean isOfJournal(String name) {
    return name.startsWith(files.database().getFileName().toString())
        || (name.startsWith("snapshot-") && name.endsWith(".json"));
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      // SQLite removed the log, because it was empty.
    }
  }
}
