package rowlock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowlock.board.Entry;

/// Real processes on one journal: several at once, killed, and with a disk that fails.
class ProcessesTest {
  private static final Path STRACE = Path.of("/usr/bin/strace");

  @TempDir Path directory;

  @Test
  void processesThatAppendAtOnceLoseNothing() throws Exception {
    SqliteJournal.create(directory).close();
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(Appender.start(List.of(), directory, "p" + i, 50));
    }
    List<String> acknowledged = new ArrayList<>();
    for (Process process : processes) {
      acknowledged.addAll(output(process));
    }

    assertThat(acknowledged).hasSize(200).doesNotHaveDuplicates();
    try (Journal journal = SqliteJournal.open(directory)) {
      assertThat(journal.verify()).isInstanceOf(Verdict.Sound.class);
      assertThat(journal.read(0, 1_000))
          .hasSize(200)
          .isSortedAccordingTo(Comparator.comparing(Entry::at));
    }
  }

  @Test
  void threadsWithJournalsOfTheirOwnTakeTurns() throws Exception {
    SqliteJournal.create(directory).close();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(Thread.ofPlatform().start(this::appendTwenty));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    try (Journal journal = SqliteJournal.open(directory)) {
      assertThat(journal.position()).isEqualTo(80);
      assertThat(journal.verify()).isInstanceOf(Verdict.Sound.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 9, 12, 17, 25, 40})
  void aProcessKilledAtAnyWriteOrSyncLosesNothingItAcknowledged(int when) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(STRACE), "needs strace");
    SqliteJournal.create(directory).close();
    String calls = "pwrite64,fsync,fdatasync,ftruncate";

    List<String> acknowledged =
        output(
            Appender.start(inject(calls, "signal=SIGKILL:when=" + when), directory, "victim", 12));

    try (Journal journal = SqliteJournal.open(directory)) {
      assertThat(journal.verify()).isInstanceOf(Verdict.Sound.class);
      assertThat(journal.position())
          .isBetween((long) acknowledged.size(), acknowledged.size() + 1L);
      SqliteJournalTest.append(journal, journal.position(), SqliteJournalTest.started(journal));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aSyncThatFailedIsNeverTriedAgain(int when) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(STRACE), "needs strace");
    SqliteJournal.create(directory).close();

    List<String> said =
        output(
            Appender.start(
                inject("fsync,fdatasync", "error=EIO:when=" + when), directory, "victim", 12));

    assertThat(said).endsWith("Stopped", "refused");
    try (Journal journal = SqliteJournal.open(directory)) {
      assertThat(journal.verify()).isInstanceOf(Verdict.Sound.class);
      assertThat(journal.position()).isBetween(said.size() - 2L, said.size() - 1L);
    }
  }

  private void appendTwenty() {
    try (Journal journal = SqliteJournal.open(directory)) {
      for (int i = 0; i < 20; i++) {
        try (Turn turn = journal.turn()) {
          assertThat(turn).isNotNull();
          journal.append(journal.position(), SqliteJournalTest.started(journal));
        }
      }
    }
  }

  private static List<String> inject(String calls, String what) {
    return List.of(
        STRACE.toString(),
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=" + calls,
        "-e",
        "inject=" + calls + ":" + what);
  }

  private static List<String> output(Process process) throws Exception {
    try (Stream<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()) {
      List<String> all = lines.toList();
      process.waitFor();
      return all;
    }
  }
}
