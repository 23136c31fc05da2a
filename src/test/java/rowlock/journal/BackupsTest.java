package rowlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.Event;

class BackupsTest {
  @TempDir Path home;

  private final List<Event> some = Samples.events();

  @Test
  void aBackupIsTakenWhileTheJournalGoesOn() throws IOException {
    try (SqliteJournal journal = SqliteJournal.create(directory())) {
      grow(journal, 3);

      Verdict.Sound sound = journal.backUp(backup());
      grow(journal, 1);

      assertThat(sound.count()).isEqualTo(3);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup())))
          .isEqualTo("rw-------");
      assertThatThrownBy(() -> journal.backUp(backup()))
          .isInstanceOf(JournalException.Unusable.class);
      assertThat(journal.position()).isEqualTo(4);
    }
  }

  @Test
  void aRestoredJournalHoldsWhatTheBackupHeld() {
    prepare(3, 2);

    assertThat(SqliteJournal.restore(backup(), directory())).isEqualTo(5);
    try (SqliteJournal journal = SqliteJournal.open(directory())) {
      assertThat(journal.position()).isEqualTo(3);
      assertThat(journal.verify()).isInstanceOf(Verdict.Sound.class);
      grow(journal, 1);
    }
  }

  @Test
  void whatIsReplacedIsMovedAside() throws IOException {
    prepare(3, 2);
    SqliteJournal.restore(backup(), directory());

    try (Stream<Path> all = Files.list(directory())) {
      Path aside =
          all.filter(path -> path.getFileName().toString().startsWith("replaced-"))
              .findFirst()
              .orElseThrow();
      try (SqliteJournal old = SqliteJournal.open(aside)) {
        assertThat(old.position()).isEqualTo(5);
      }
    }
  }

  @Test
  void fencesAreBoundedByEveryJournalThereEverWas() {
    prepare(3, 7);
    assertThat(SqliteJournal.restore(backup(), directory())).isEqualTo(10);
    try (SqliteJournal journal = SqliteJournal.open(directory())) {
      append(journal, new Event.JournalRestored(10));
      grow(journal, 2);
    }

    assertThat(SqliteJournal.restore(backup(), directory())).isEqualTo(10 + 6);
    assertThat(SqliteJournal.restore(backup(), directory())).isEqualTo(10 + 6);
  }

  @Test
  void aBrokenJournalIsReplaced() throws IOException {
    prepare(3, 2);
    Files.write(directory().resolve("journal.db"), new byte[4_096]);

    assertThat(SqliteJournal.restore(backup(), directory())).isGreaterThanOrEqualTo(5);
    try (SqliteJournal journal = SqliteJournal.open(directory())) {
      assertThat(journal.position()).isEqualTo(3);
    }
  }

  @Test
  void aJournalInUseIsNotReplaced() {
    prepare(3, 2);
    try (SqliteJournal journal = SqliteJournal.open(directory())) {
      assertThatThrownBy(() -> SqliteJournal.restore(backup(), directory()))
          .isInstanceOf(JournalException.Busy.class);
      grow(journal, 1);
      assertThat(journal.position()).isEqualTo(6);
    }
  }

  @Test
  void aDamagedBackupChangesNothing() throws Exception {
    prepare(3, 2);
    try (Database database = Database.open(backup())) {
      database.run("UPDATE entry SET body = zeroblob(9) WHERE position = 2");
    }

    assertThatThrownBy(() -> SqliteJournal.restore(backup(), directory()))
        .isInstanceOfSatisfying(
            JournalException.Broken.class, broken -> assertThat(broken.position()).hasValue(2));
    try (SqliteJournal journal = SqliteJournal.open(directory())) {
      assertThat(journal.position()).isEqualTo(5);
    }
  }

  @Test
  void aJournalInUseIsNotTakenForABackup() {
    try (SqliteJournal journal = SqliteJournal.create(directory())) {
      grow(journal, 1);
      Path live = directory().resolve("journal.db");

      assertThatThrownBy(() -> SqliteJournal.restore(live, home.resolve("elsewhere")))
          .isInstanceOf(JournalException.Unusable.class)
          .hasMessageContaining("not a backup");
    }
  }

  private void prepare(int backedUp, int after) {
    try (SqliteJournal journal = SqliteJournal.create(directory())) {
      grow(journal, backedUp);
      journal.backUp(backup());
      grow(journal, after);
    }
  }

  private void grow(Journal journal, int count) {
    for (int i = 0; i < count; i++) {
      append(journal, some.get(i));
    }
  }

  private static void append(Journal journal, Event event) {
    SqliteJournalTest.append(journal, journal.position(), Samples.batch(journal.now(), event));
  }

  private Path directory() {
    return home.resolve(".rowlock");
  }

  private Path backup() {
    return home.resolve("backup.db");
  }
}
