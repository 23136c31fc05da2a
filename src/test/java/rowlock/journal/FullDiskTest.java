package rowlock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.Event;
import rowlock.journal.Journal.Outcome;
import rowlock.task.TaskSpec;

/// On a small file system of its own, which only root may make.
class FullDiskTest {
  @TempDir Path directory;

  @BeforeEach
  void mount() throws Exception {
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", directory.toString()),
        "needs the right to mount");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", directory.toString());
  }

  @Test
  void aFullDiskRefusesWorkButRenewsLeasesAndRecovers() throws Exception {
    Path filler = directory.resolve("filler");
    try (Journal journal = SqliteJournal.create(directory.resolve(".rowlock"))) {
      append(journal, work());
      fillUp(filler);
      long position = untilRefused(journal);

      assertThat(journal.read(0, 10)).isNotEmpty();
      assertThat(journal.position()).isEqualTo(position);
      for (int renewal = 1; renewal <= 30; renewal++) {
        assertThat(append(journal, new Event.LeaseRenewed(Samples.TASK, Samples.TIME)))
            .isEqualTo(new Outcome.Appended(position + renewal));
      }
      assertThatThrownBy(() -> append(journal, work())).isInstanceOf(JournalException.Full.class);

      Files.delete(filler);
      assertThat(append(journal, work())).isEqualTo(new Outcome.Appended(position + 31));
      assertThat(journal.verify()).isInstanceOf(Verdict.Sound.class);
      assertThat(Files.size(directory.resolve(".rowlock/reserve"))).isEqualTo(1 << 20);
    }
  }

  @Test
  void aSnapshotThatDoesNotFitLeavesNothingBehind() throws Exception {
    try (Journal journal = SqliteJournal.create(directory.resolve(".rowlock"))) {
      append(journal, work());
      fillUp(directory.resolve("filler"));

      assertThatThrownBy(() -> journal.store(Samples.contents(1)))
          .isInstanceOf(JournalException.Full.class);
      try (var files = Files.list(directory.resolve(".rowlock"))) {
        assertThat(files).noneMatch(file -> file.getFileName().toString().contains("snapshot"));
      }
      assertThat(journal.position()).isEqualTo(1);
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsRefused() throws Exception {
    Path home = directory.resolve(".rowlock");
    SqliteJournal.create(home).close();
    Assumptions.assumeTrue(run("mount", "-o", "remount,ro", directory.toString()), "needs mount");

    assertThatThrownBy(() -> SqliteJournal.open(home))
        .isInstanceOf(JournalException.Unusable.class)
        .hasMessageContaining("not writable");
    assertThatThrownBy(() -> SqliteJournal.create(directory.resolve("other")))
        .isInstanceOf(JournalException.Unusable.class);
  }

  private static long untilRefused(Journal journal) {
    while (true) {
      long position = journal.position();
      try {
        append(journal, work());
      } catch (JournalException.Full full) {
        assertThat(journal.position()).isEqualTo(position);
        return position;
      }
    }
  }

  private static Outcome append(Journal journal, Event event) {
    return SqliteJournalTest.append(
        journal, journal.position(), Samples.batch(journal.now(), event));
  }

  private static Event work() {
    return new Event.TaskAdded(Samples.TASK, TaskSpec.titled("x".repeat(400)));
  }

  private static void fillUp(Path filler) throws IOException {
    try (var out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(new byte[4_096]);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("space");
    }
  }

  private static boolean run(String... command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      return false;
    }
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
