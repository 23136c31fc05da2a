package rowlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.journal.Journal.Outcome;
import rowlock.task.Task;
import rowlock.task.TaskId;

class SqliteJournalTest {
  @TempDir Path directory;

  @Test
  void everyEventIsReadAsItWasAppended() {
    List<Event> events = Samples.events();
    try (Journal journal = SqliteJournal.create(directory)) {
      Instant now = journal.now();
      List<Batch.Pending> pending =
          events.stream().map(event -> new Batch.Pending(now, "ada", event)).toList();

      assertThat(append(journal, 0, new Batch(pending, List.of(), "s")))
          .isEqualTo(new Outcome.Appended(events.size()));
    }
    try (Journal journal = SqliteJournal.open(directory)) {
      assertThat(journal.read(0, 1_000)).extracting(Entry::event).isEqualTo(events);
      assertThat(journal.read(3, 2)).extracting(Entry::position).containsExactly(4L, 5L);
      assertThat(journal.position()).isEqualTo(events.size());
    }
  }

  @Test
  void whoDidNotKnowTheLastEntryIsRefused() {
    try (Journal mine = SqliteJournal.create(directory);
        Journal other = SqliteJournal.open(directory)) {
      append(other, 0, started(other));

      assertThat(append(mine, 0, started(mine))).isEqualTo(new Outcome.Conflict(1));
      assertThat(mine.position()).isEqualTo(1);
      assertThat(append(mine, 1, started(mine))).isEqualTo(new Outcome.Appended(2));
    }
  }

  @Test
  void oneJournalSeesWhatAnotherAppends() {
    try (Journal mine = SqliteJournal.create(directory);
        Journal other = SqliteJournal.open(directory)) {
      assertThat(mine.changedSince(0)).isFalse();

      append(other, 0, started(other));

      assertThat(mine.changedSince(0)).isTrue();
      assertThat(mine.changedSince(1)).isFalse();
    }
  }

  @Test
  void appendingNeedsTheTurn() {
    try (Journal journal = SqliteJournal.create(directory)) {
      Batch batch = started(journal);
      assertThatIllegalStateException().isThrownBy(() -> journal.append(0, batch));
    }
  }

  @Test
  void aTurnIsNotTakenTwice() {
    try (Journal journal = SqliteJournal.create(directory);
        Turn turn = journal.turn()) {
      assertThat(turn).isNotNull();
      assertThatIllegalStateException().isThrownBy(journal::turn);
    }
  }

  @Test
  void anEntryIsNeverEarlierThanTheOneBefore() {
    try (Journal journal = SqliteJournal.create(directory);
        Turn turn = journal.turn()) {
      assertThat(turn).isNotNull();
      Instant now = journal.now();
      journal.append(0, Samples.batch(now, new Event.TaskStarted(Samples.TASK)));
      Batch early = Samples.batch(now.minusNanos(1_000), new Event.TaskStarted(Samples.TASK));

      assertThatIllegalArgumentException().isThrownBy(() -> journal.append(1, early));
      assertThat(journal.position()).isEqualTo(1);
    }
  }

  @Test
  void anArchivedTaskIsFound() {
    Task task = Samples.task(Samples.states().getLast());
    try (Journal journal = SqliteJournal.create(directory)) {
      Batch.Pending pending =
          new Batch.Pending(journal.now(), "rowlock", new Event.TasksArchived(List.of(task.id())));
      append(journal, 0, new Batch(List.of(pending), List.of(task), ""));

      assertThat(journal.archived(task.id())).contains(task);
      assertThat(journal.archived(new TaskId("other"))).isEmpty();
    }
  }

  @Test
  void theSummaryIsThatOfTheLastAppend() {
    try (Journal journal = SqliteJournal.create(directory)) {
      assertThat(journal.summary()).isEmpty();

      append(journal, 0, started(journal));

      assertThat(journal.summary()).contains(new Journal.Summary(1, "summary"));
    }
  }

  @Test
  void aClosedJournalSaysSo() {
    Journal journal = SqliteJournal.create(directory);
    journal.close();
    journal.close();

    assertThatThrownBy(journal::position)
        .isInstanceOf(JournalException.Stopped.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(journal::turn).isInstanceOf(JournalException.Stopped.class);
  }

  @Test
  void aJournalIsNotCreatedOverAnother() {
    SqliteJournal.create(directory).close();

    assertThatThrownBy(() -> SqliteJournal.create(directory))
        .isInstanceOf(JournalException.Unusable.class)
        .hasMessageContaining("already a journal");
  }

  @Test
  void aMissingJournalIsNotMade() {
    Path nowhere = directory.resolve("nowhere");

    assertThatThrownBy(() -> SqliteJournal.open(nowhere))
        .isInstanceOf(JournalException.Unusable.class)
        .hasMessageContaining("there is no journal");
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void anUnfinishedCreationIsDoneAnew() throws Exception {
    Files.write(directory.resolve("journal.new"), new byte[5_000]);

    try (Journal journal = SqliteJournal.create(directory)) {
      assertThat(journal.position()).isZero();
    }
  }

  @Test
  void nobodyElseMayReadTheFiles() throws Exception {
    Path home = directory.resolve("a?b#c%41 d").resolve(".rowlock");
    try (Journal journal = SqliteJournal.create(home)) {
      append(journal, 0, started(journal));
      journal.store(Samples.contents(1));

      assertThat(mode(home)).isEqualTo("rwx------");
      try (var files = Files.list(home)) {
        assertThat(files.toList())
            .hasSizeGreaterThan(3)
            .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void aJournalThatWasReplacedIsLeftAlone() throws Exception {
    try (Journal journal = SqliteJournal.create(directory)) {
      Files.move(directory.resolve("journal.db"), directory.resolve("aside"));
      SqliteJournal.create(directory).close();

      assertThatThrownBy(journal::turn)
          .isInstanceOf(JournalException.Stopped.class)
          .hasMessageContaining("replaced");
      assertThatThrownBy(journal::position).isInstanceOf(JournalException.Stopped.class);
    }
  }

  @Test
  void aSnapshotIsReadAsItWasStored() {
    try (Journal journal = SqliteJournal.create(directory)) {
      append(journal, 0, started(journal));
      assertThat(journal.latest()).isEmpty();

      journal.store(Samples.contents(1));

      assertThat(journal.latest()).isEqualTo(Optional.of(Samples.contents(1)));
    }
  }

  static Outcome append(Journal journal, long expected, Batch batch) {
    try (Turn turn = journal.turn()) {
      assertThat(turn).isNotNull();
      return journal.append(expected, batch);
    }
  }

  static Batch started(Journal journal) {
    return Samples.batch(journal.now(), new Event.TaskStarted(Samples.TASK));
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
