package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Contents;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.board.Invariants;
import rowlock.coordinator.Coordinator;
import rowlock.journal.Journal;
import rowlock.journal.SqliteJournal;
import rowlock.journal.Verdict;
import rowlock.process.Command;
import rowlock.process.Result;
import rowlock.task.TaskStatus;

/// A process that writes a journal is killed before every single write and sync.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class JournalCrashTest {
  private static final int KILLED = 128 + 9;
  private static final int AT_ONCE = 2;

  @TempDir Path folder;
  private final AtomicInteger kills = new AtomicInteger();

  @BeforeEach
  void needsStrace() {
    assumeTrue(Killing.obstacle().isEmpty(), Killing.obstacle());
  }

  @Test
  void whateverIsAcknowledgedOutlivesAKillAtEveryWriteAndSync() {
    ChildJvm jvm = practised();
    Path empty = folder.resolve("empty");
    SqliteJournal.create(empty).close();

    killEverywhere(jvm, "session", empty, JournalCrashTest::requireSessionGoesOn);

    assertThat(kills).hasValueGreaterThan(JournalSession.STEPS * 4);
    assertThat(JournalSession.OPERATIONS).isGreaterThanOrEqualTo(300);
  }

  @Test
  void closingMayEndAnywhere() {
    ChildJvm jvm = practised();
    Path full = folder.resolve("full");
    SqliteJournal.create(full).close();
    String said = run(jvm.argv(JournalSession.class, "session", full.toString()));
    assertThat(full.resolve("journal.db-wal")).isNotEmptyFile();

    killEverywhere(jvm, "close", full, (at, nothing) -> requireSessionGoesOn(at, said));

    assertThat(kills).hasValueGreaterThan(4);
  }

  @Test
  void creatingMayEndAnywhere() {
    ChildJvm jvm = practised();
    Path nothing = created(folder.resolve("nothing"));

    killEverywhere(
        jvm,
        "create",
        nothing,
        (at, said) -> {
          Path database = at.resolve("journal.db");
          (Files.exists(database) ? SqliteJournal.open(at) : SqliteJournal.create(at)).close();
          requireSessionGoesOn(at, said);
        });

    assertThat(kills).hasValueGreaterThan(4);
  }

  @Test
  void storingASnapshotMayEndAnywhere() {
    ChildJvm jvm = practised();
    Path full = folder.resolve("full");
    SqliteJournal.create(full).close();
    String said = run(jvm.argv(JournalSession.class, "session", full.toString()));

    killEverywhere(
        jvm,
        "store",
        full,
        (at, nothing) -> {
          requireSnapshotOfTheTruth(at);
          requireSessionGoesOn(at, said);
        });

    assertThat(kills).hasValueGreaterThan(2);
  }

  private ChildJvm practised() {
    ChildJvm jvm = new ChildJvm(folder.resolve("jvm"));
    Result result =
        jvm.practise(JournalSession.class, "practice", folder.resolve("practice").toString());
    assertThat(result.succeeded()).as(result.err().text()).isTrue();
    return jvm;
  }

  /// Runs one part of the program again and again on copies of a folder, killed one call later each
  /// time, until it survives.
  private void killEverywhere(
      ChildJvm jvm, String part, Path origin, BiConsumer<Path, String> check) {
    for (String call : Killing.WRITES) {
      AtomicInteger next = new AtomicInteger(1);
      AtOnce.each(
          AT_ONCE,
          thread ->
              () -> {
                int survivors = 0;
                while (survivors == 0) {
                  Moment moment = new Moment(part, call, next.getAndIncrement());
                  survivors += isKilled(jvm, moment, origin, check) ? 0 : 1;
                  kills.addAndGet(1 - survivors);
                }
                return survivors;
              });
    }
  }

  /// @param part the part of the program
  /// @param call the system call before which it is killed
  /// @param nth the how manieth of these calls
  private record Moment(String part, String call, int nth) {}

  private boolean isKilled(
      ChildJvm jvm, Moment moment, Path origin, BiConsumer<Path, String> check) {
    Path at = copy(origin, folder.resolve(moment.part + "-" + moment.call + "-" + moment.nth));
    boolean journalOnly = moment.part.equals("session") || moment.part.equals("close");
    List<String> argv =
        new Killing(moment.call, journalOnly ? journal(at) : List.of())
            .at(moment.nth, jvm.argv(JournalSession.class, moment.part, at.toString()));
    Result result = Command.of(folder, argv).within(Duration.ofMinutes(2)).run();
    if (!result.succeeded()) {
      assertThat(result.ending())
          .as("%s: %s", moment, result.err().text())
          .isEqualTo(new Result.Ending.Exited(KILLED));
    }
    try {
      check.accept(at, result.out().text());
    } catch (AssertionError | RuntimeException wrong) {
      throw new AssertionError("killed at " + moment, wrong);
    }
    delete(at);
    return !result.succeeded();
  }

  private static List<Path> journal(Path at) {
    return Stream.of("journal.db", "journal.db-wal", "journal.db-shm", "journal.db-journal")
        .map(at::resolve)
        .toList();
  }

  /// Everything that was acknowledged is there, nothing is half done, and the session can be
  /// carried out from its beginning without anything happening twice.
  private static void requireSessionGoesOn(Path at, String said) {
    Map<String, String> acknowledged = new HashMap<>();
    said.lines()
        .filter(line -> line.contains("\t"))
        .map(line -> line.split("\t", 2))
        .forEach(line -> acknowledged.put(line[0], line[1]));
    try (SqliteJournal journal = SqliteJournal.open(at)) {
      assertThat(journal.verify()).isInstanceOf(Verdict.Sound.class);
      Board board = replay(journal);
      Map<String, String> durable = answers(journal);
      acknowledged.forEach((key, answer) -> assertThat(durable.get(key)).isEqualTo(answer));
      assertThat(board.tasks().size() % 2).as("half a batch").isZero();
      assertThat(Invariants.ofBoard(board)).isEmpty();
    }
    try (Coordinator coordinator = Coordinator.open(SqliteJournal.open(at), board -> "s");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
      Map<String, Answer> all = new JournalSession(coordinator, nowhere).carryOut();
      assertThat(all.size()).isEqualTo(JournalSession.OPERATIONS);
      acknowledged.forEach((key, answer) -> assertThat(all.get(key)).hasToString(answer));
    }
    requireEverythingOnce(at);
  }

  private static void requireEverythingOnce(Path at) {
    try (SqliteJournal journal = SqliteJournal.open(at)) {
      Board board = replay(journal);
      List<Event> events = journal.read(0, Journal.MAX_READ).stream().map(Entry::event).toList();
      assertThat(events)
          .filteredOn(Event.RequestAnswered.class::isInstance)
          .hasSize(JournalSession.OPERATIONS);
      assertThat(events)
          .filteredOn(Event.TaskClaimed.class::isInstance)
          .hasSize(2 * JournalSession.WIDTH);
      assertThat(events)
          .filteredOn(Event.MessageSent.class::isInstance)
          .hasSize(JournalSession.WIDTH);
      assertThat(board.counts().get(TaskStatus.DONE)).isEqualTo(JournalSession.WIDTH);
    }
  }

  private static void requireSnapshotOfTheTruth(Path at) {
    try (SqliteJournal journal = SqliteJournal.open(at)) {
      Optional<Contents> stored = journal.latest();
      stored.ifPresent(contents ->
          assertThat(contents).isEqualTo(replay(journal, contents.position()).contents()));
    }
  }

  private static Board replay(SqliteJournal journal) {
    return replay(journal, journal.position());
  }

  /// The board that so many entries lead to, with every step checked.
  private static Board replay(SqliteJournal journal, long count) {
    Board board = Board.empty();
    long highest = 0;
    for (Entry entry : journal.read(0, Math.toIntExact(Math.max(1, count)))) {
      Board after = board.apply(entry);
      assertThat(Invariants.ofStep(board, entry, after)).isEmpty();
      OptionalLong fence = Invariants.fenceGivenBy(entry, after);
      if (fence.isPresent()) {
        assertThat(fence.getAsLong()).isGreaterThan(highest);
        highest = fence.getAsLong();
      }
      board = after;
    }
    return board;
  }

  private static Map<String, String> answers(SqliteJournal journal) {
    Map<String, String> answers = new HashMap<>();
    for (Entry entry : journal.read(0, Journal.MAX_READ)) {
      if (entry.event() instanceof Event.RequestAnswered answered) {
        assertThat(answers.put(answered.key(), answered.answer().toString())).isNull();
      }
    }
    return answers;
  }

  private String run(List<String> argv) {
    Result result = Command.of(folder, argv).run();
    assertThat(result.succeeded()).as(result.err().text()).isTrue();
    return result.out().text();
  }

  private static Path created(Path folder) {
    try {
      return Files.createDirectory(folder);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Path copy(Path from, Path to) {
    created(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
      return to;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
