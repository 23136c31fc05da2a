package rowlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.Event;

class JournalClockTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  @TempDir Path directory;

  private final Clocks clocks = new Clocks();

  @Test
  void settingTheWallClockChangesNothing() {
    try (Journal journal = SqliteJournal.create(directory, clocks)) {
      clocks.wall = START.plusSeconds(86_400);
      clocks.nanos += 1_000_000_000L;
      assertThat(journal.now()).isEqualTo(START.plusSeconds(1));

      clocks.wall = START.minusSeconds(3_600);
      clocks.nanos += 1_000_000_000L;
      assertThat(journal.now()).isEqualTo(START.plusSeconds(2));
      assertThat(journal.clockRestarted()).isFalse();
    }
  }

  @Test
  void theClockGoesOnInAnotherProcess() {
    SqliteJournal.create(directory, clocks).close();
    clocks.nanos += 5_000_000_000L;
    clocks.wall = START.minusSeconds(3_600);

    try (Journal journal = SqliteJournal.open(directory, clocks)) {
      assertThat(journal.now()).isEqualTo(START.plusSeconds(5));
      assertThat(journal.clockRestarted()).isFalse();
    }
  }

  @Test
  void afterABootTheClockGoesOnFromTheWallClock() {
    appendAt(SqliteJournal.create(directory, clocks), 0, new Event.RetryDue(Samples.TASK));
    clocks.boot = "second";
    clocks.nanos = 3;
    clocks.wall = START.plusSeconds(600);

    try (Journal journal = SqliteJournal.open(directory, clocks)) {
      assertThat(journal.now()).isEqualTo(START.plusSeconds(600));
      assertThat(journal.clockRestarted()).isTrue();
    }
  }

  @Test
  void afterABootWithTheWallClockSetBackTimeStillDoesNotGoBack() {
    clocks.nanos += 50_000_000_000L;
    appendAt(SqliteJournal.create(directory, clocks), 0, new Event.RetryDue(Samples.TASK));
    clocks.boot = "second";
    clocks.nanos = 3;
    clocks.wall = START.minusSeconds(7_200);

    try (Journal journal = SqliteJournal.open(directory, clocks)) {
      Instant last = journal.read(0, 1).getFirst().at();
      assertThat(journal.now()).isEqualTo(last);
      clocks.nanos += 1_000_000L;
      assertThat(journal.now()).isEqualTo(last.plusNanos(1_000_000));
    }
  }

  @Test
  void graceIsDueUntilItWasGranted() {
    appendAt(SqliteJournal.create(directory, clocks), 0, new Event.RetryDue(Samples.TASK));
    clocks.boot = "second";

    appendAt(SqliteJournal.open(directory, clocks), 1, new Event.RetryDue(Samples.TASK));
    try (Journal journal = SqliteJournal.open(directory, clocks)) {
      assertThat(journal.clockRestarted()).isTrue();
    }

    appendAt(SqliteJournal.open(directory, clocks), 2, new Event.GraceGranted(START));
    try (Journal journal = SqliteJournal.open(directory, clocks)) {
      assertThat(journal.clockRestarted()).isFalse();
    }
  }

  @Test
  void anEmptyJournalHasNoLeasesToSpare() {
    SqliteJournal.create(directory, clocks).close();
    clocks.boot = "second";

    try (Journal journal = SqliteJournal.open(directory, clocks)) {
      assertThat(journal.clockRestarted()).isFalse();
    }
  }

  @Test
  void anAnchorFromTheFutureOfTheMonotonicClockDoesNotHold() {
    appendAt(SqliteJournal.create(directory, clocks), 0, new Event.RetryDue(Samples.TASK));
    clocks.nanos -= 1;

    try (Journal journal = SqliteJournal.open(directory, clocks)) {
      assertThat(journal.clockRestarted()).isTrue();
    }
  }

  @Test
  void withoutNamesForBootsALargeDriftCountsAsOne() {
    clocks.boot = "";
    appendAt(SqliteJournal.create(directory, clocks), 0, new Event.RetryDue(Samples.TASK));
    clocks.nanos += 1_000_000_000L;
    clocks.wall = START.plusSeconds(2);
    try (Journal journal = SqliteJournal.open(directory, clocks)) {
      assertThat(journal.clockRestarted()).isFalse();
    }

    clocks.wall = START.plusSeconds(600);
    try (Journal journal = SqliteJournal.open(directory, clocks)) {
      assertThat(journal.clockRestarted()).isTrue();
    }
  }

  @Test
  void allProcessesOfAMachineShareItsClock() {
    Machine machine = Machine.here();
    assertThat(machine.boot()).isEqualTo(Machine.here().boot());
    assertThat(machine.nanos()).isLessThanOrEqualTo(System.nanoTime());
  }

  private static void appendAt(Journal journal, long expected, Event event) {
    try (journal;
        Turn turn = journal.turn()) {
      assertThat(turn).isNotNull();
      journal.append(expected, Samples.batch(journal.now(), event));
    }
  }

  private static final class Clocks implements Machine {
    private String boot = "first";
    private long nanos = -4_000_000_000L;
    private Instant wall = START;

    @Override
    public String boot() {
      return boot;
    }

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public Instant wall() {
      return wall;
    }
  }
}
