package rowlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowlock.board.Event;

class DamageTest {
  private static final int COUNT = 29;

  @TempDir Path directory;

  @BeforeEach
  void fill() {
    try (Journal journal = SqliteJournal.create(directory)) {
      Instant now = journal.now();
      List<Batch.Pending> pending =
          Samples.events().stream().map(event -> new Batch.Pending(now, "ada", event)).toList();
      SqliteJournalTest.append(journal, 0, new Batch(pending, List.of(), "s"));
    }
  }

  @Test
  void anUntouchedJournalIsSound() {
    assertThat(verify()).isInstanceOf(Verdict.Sound.class);
  }

  @Test
  void everyFlippedBitOfAnEntryIsFound() throws SQLException {
    byte[] body = column("body", 7);
    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      for (int bit = 0; bit < body.length * 8; bit++) {
        byte[] flipped = body.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        change("UPDATE entry SET body = ? WHERE position = 7", flipped);
        assertThat(broken(journal.verify()).position()).isEqualTo(7);
      }
      change("UPDATE entry SET body = ? WHERE position = 7", body);
      assertThat(journal.verify()).isInstanceOf(Verdict.Sound.class);
    }
  }

  @Test
  void everyFlippedBitOfAHashIsFound() throws SQLException {
    byte[] hash = column("hash", COUNT);
    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      for (int bit = 0; bit < hash.length * 8; bit++) {
        byte[] flipped = hash.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        change("UPDATE entry SET hash = ? WHERE position = " + COUNT, flipped);
        assertThat(broken(journal.verify()).position()).isEqualTo(COUNT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM entry WHERE position = 5",
        "DELETE FROM entry WHERE position = 1",
        "DELETE FROM entry WHERE position = 29",
        "DELETE FROM entry WHERE position > 20",
        "UPDATE entry SET position = 99 WHERE position = 29",
        "UPDATE entry SET position = -position WHERE position IN (5, 6)",
        "INSERT INTO entry SELECT 30, body, hash FROM entry WHERE position = 29",
        "UPDATE head SET position = 28, hash = (SELECT hash FROM entry WHERE position = 28)",
        "UPDATE head SET hash = zeroblob(32)",
        "DELETE FROM head"
      })
  void whatIsMissingOrTooMuchIsFound(String tampering) throws SQLException {
    change(tampering);

    assertThatThrownBy(this::readAll).isInstanceOf(JournalException.Broken.class);
  }

  @Test
  void exchangedEntriesAreFound() throws SQLException {
    change("UPDATE entry SET position = 100 WHERE position = 5");
    change("UPDATE entry SET position = 5 WHERE position = 6");
    change("UPDATE entry SET position = 6 WHERE position = 100");

    assertThat(broken(verify()).position()).isEqualTo(5);
    assertThatThrownBy(this::readAll)
        .isInstanceOfSatisfying(
            JournalException.Broken.class, broken -> assertThat(broken.position()).hasValue(5));
  }

  @Test
  void aTailCutOffWithItsHeadIsFoundByAWitness() throws SQLException {
    Verdict.Sound before = (Verdict.Sound) verify();
    change("DELETE FROM entry WHERE position > 20");
    change("UPDATE head SET position = 20, hash = (SELECT hash FROM entry WHERE position = 20)");

    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      assertThat(journal.verify()).isInstanceOf(Verdict.Sound.class);
      Verdict.Witness witness = new Verdict.Witness(before.count(), before.headHash());
      assertThat(broken(journal.verify(witness)).position()).isEqualTo(20);
    }
  }

  @Test
  void aWitnessOfAnEarlierEndAgrees() {
    Verdict.Sound before = (Verdict.Sound) verify();
    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      SqliteJournalTest.append(journal, COUNT, SqliteJournalTest.started(journal));

      assertThat(journal.verify(new Verdict.Witness(before.count(), before.headHash())))
          .isInstanceOf(Verdict.Sound.class);
    }
  }

  @Test
  void aBrokenJournalRefusesAllThatFollows() throws SQLException {
    change("UPDATE entry SET body = zeroblob(10) WHERE position = 7");
    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      assertThatThrownBy(() -> journal.read(0, 10)).isInstanceOf(JournalException.Broken.class);
      assertThatThrownBy(journal::turn).isInstanceOf(JournalException.Stopped.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 50, 99})
  void aTornFileIsNeverTakenForASoundOne(int percent) throws IOException {
    Path file = directory.resolve("journal.db");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length * percent / 100));

    assertThatThrownBy(this::verifyOrThrow)
        .isInstanceOfAny(JournalException.class, AssertionError.class);
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedUntouched() throws IOException {
    Path file = directory.resolve("journal.db");
    byte[] garbage = new byte[8_192];
    Arrays.fill(garbage, (byte) 'x');
    Files.write(file, garbage);

    assertThatThrownBy(() -> SqliteJournal.open(directory))
        .isInstanceOf(JournalException.Broken.class);
    assertThat(file).hasBinaryContent(garbage);
  }

  @Test
  void theJournalOfANewerRowlockIsRefused() throws SQLException {
    change("PRAGMA user_version = 2");

    assertThatThrownBy(() -> SqliteJournal.open(directory))
        .isInstanceOf(JournalException.Unusable.class)
        .hasMessageContaining("newer rowlock");
  }

  @Test
  void anotherDatabaseIsRefused() throws SQLException {
    change("PRAGMA application_id = 0");

    assertThatThrownBy(() -> SqliteJournal.open(directory))
        .isInstanceOf(JournalException.Unusable.class)
        .hasMessageContaining("not a rowlock journal");
  }

  @Test
  void aDamagedSnapshotIsPassedOver() throws IOException {
    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      journal.store(Samples.contents(10));
      journal.store(Samples.contents(20));
      Path newest = directory.resolve("snapshot-20.json");
      byte[] whole = Files.readAllBytes(newest);
      for (int at : new int[] {0, 31, 32, 500, whole.length / 2, whole.length - 1}) {
        byte[] damaged = whole.clone();
        damaged[at] ^= 1;
        Files.write(newest, damaged);
        assertThat(journal.latest()).contains(Samples.contents(10));
      }
      Files.write(newest, Arrays.copyOf(whole, whole.length - 40));
      assertThat(journal.latest()).contains(Samples.contents(10));
      Files.write(newest, whole);
      assertThat(journal.latest()).contains(Samples.contents(20));
    }
  }

  @Test
  void aSnapshotOfAnotherChainIsPassedOver() throws SQLException {
    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      journal.store(Samples.contents(10));
      change("UPDATE entry SET hash = zeroblob(32) WHERE position = 10");

      assertThat(journal.latest()).isEqualTo(Optional.empty());
    }
  }

  @Test
  void onlyTheTwoNewestSnapshotsAreKept() throws IOException {
    try (SqliteJournal journal = SqliteJournal.open(directory);
        Stream<Path> files =
            Stream.of(1, 2, 3, 4).map(n -> directory.resolve("snapshot-" + n + ".json"))) {
      for (int position = 1; position <= 4; position++) {
        journal.store(Samples.contents(position));
      }
      assertThat(files.filter(Files::exists)).hasSize(2);
      assertThat(journal.latest()).contains(Samples.contents(4));
    }
  }

  @Test
  void anExportHoldsEveryEntry() throws IOException {
    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();

      assertThat(journal.export(out)).isEqualTo(COUNT);
      assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(COUNT);
    }
  }

  @Test
  void grownTailOfGarbageInTheLogIsCutOff() throws IOException {
    try (SqliteJournal journal = SqliteJournal.open(directory)) {
      SqliteJournalTest.append(
          journal, COUNT, Samples.batch(journal.now(), new Event.RetryDue(Samples.TASK)));
      Path copy = Files.createDirectory(directory.resolve("copy"));
      Files.copy(directory.resolve("journal.db-wal"), copy.resolve("journal.db-wal"));
      Files.copy(directory.resolve("journal.db"), copy.resolve("journal.db"));
      Files.write(copy.resolve("journal.db-wal"), new byte[5_000], StandardOpenOption.APPEND);
      try (SqliteJournal torn = SqliteJournal.open(copy)) {
        assertThat(torn.verify()).isInstanceOf(Verdict.Sound.class);
        assertThat(torn.position()).isEqualTo(COUNT + 1);
      }
    }
  }

  private void readAll() {
    try (Journal journal = SqliteJournal.open(directory)) {
      if (journal.verify() instanceof Verdict.Broken broken) {
        throw new JournalException.Broken(broken.position(), broken.what());
      }
      journal.read(0, 100);
    }
  }

  private void verifyOrThrow() {
    try (Journal journal = SqliteJournal.open(directory)) {
      assertThat(journal.verify()).isInstanceOf(Verdict.Sound.class);
    }
  }

  private Verdict verify() {
    try (Journal journal = SqliteJournal.open(directory)) {
      return journal.verify();
    }
  }

  private static Verdict.Broken broken(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Broken.class);
    return (Verdict.Broken) verdict;
  }

  private byte[] column(String name, long position) throws SQLException {
    try (Database database = Database.open(directory.resolve("journal.db"))) {
      return database.query(
          rows -> rows.getBytes(1), "SELECT " + name + " FROM entry WHERE position = ?", position);
    }
  }

  private void change(String sql, Object... values) throws SQLException {
    try (Database database = Database.open(directory.resolve("journal.db"))) {
      database.run(sql, values);
    }
  }
}
