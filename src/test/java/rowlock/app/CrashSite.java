package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rowlock.board.Board;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.journal.Journal;
import rowlock.journal.SqliteJournal;
import rowlock.journal.Verdict;
import rowlock.operation.Project;
import rowlock.operation.RunOrder.Terminal;
import rowlock.process.Command;
import rowlock.process.Environment;
import rowlock.process.Result;
import rowlock.task.Task;
import rowlock.task.TaskStatus;

/// A repository on which the plan of six is conducted by processes that are killed, and everything
/// that must be true whenever one of them is gone.
final class CrashSite implements AutoCloseable {
  private static final Duration LONGEST_RUN = Duration.ofMinutes(3);
  private static final Path GIT = Path.of("/usr/bin/git");
  private static final int KILLED = 128 + 9;

  private final Path folder;
  private final Path traces;
  private final ChildJvm jvm;
  private final Terminal terminal;
  private final StringBuilder story = new StringBuilder();
  private Map<String, Long> attemptsOfDone = Map.of();

  /// @param folder a folder of its own, which is made
  CrashSite(Path folder, ChildJvm jvm, Terminal terminal) {
    this.folder = folder;
    this.traces = folder.resolve("traces");
    this.jvm = jvm;
    this.terminal = terminal;
    try {
      Files.createDirectories(repository());
      KillPoint.installGit(folder.resolve("bin"), GIT);
      Files.createFile(traces);
      git("init", "-q", "-b", "main");
      Files.writeString(repository().resolve("shared.txt"), "start\n");
      git("add", ".");
      git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "begin");
      SqliteJournal.create(home()).close();
      Files.writeString(home().resolve(".gitignore"), "*\n");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Conducts the plan by a process of its own.
  ///
  /// @return whether it was killed before its end
  boolean conduct(KillPoint point) {
    Result result = run(jvm.argv(RunSession.class, arguments(point)));
    story.append(point).append(" -> ").append(result.ending()).append('\n');
    story.append(result.err().text());
    boolean killed = result.ending().equals(new Result.Ending.Exited(KILLED));
    assertThat(killed || result.succeeded()).as(story.toString()).isTrue();
    requireSoundness();
    return killed;
  }

  /// Conducts the plan without a kill, for practice.
  void practise() {
    Result result = jvm.practise(this::run, RunSession.class, arguments(KillPoint.NEVER));
    assertThat(result.succeeded()).as(result.err().text()).isTrue();
  }

  private String[] arguments(KillPoint point) {
    return new String[] {
      repository().toString(),
      traces.toString(),
      terminal.name(),
      point.toString(),
      folder.resolve("bin").toString()
    };
  }

  private Result run(List<String> argv) {
    String path = folder.resolve("bin") + ":" + System.getenv("PATH");
    return Command.of(folder, argv)
        .with(Environment.BASIC.with("PATH", path))
        .within(LONGEST_RUN)
        .run();
  }

  /// What must be true after each process, however it ended.
  private void requireSoundness() {
    try (SqliteJournal journal = SqliteJournal.open(home())) {
      assertThat(journal.verify()).isInstanceOf(Verdict.Sound.class);
      Board board = board(journal);
      Map<String, Long> attempts = attempts();
      attemptsOfDone.forEach((task, count) ->
          assertThat(attempts.get(task))
              .as("attempts of %s, done before\n%s", task, story)
              .isEqualTo(count));
      attemptsOfDone = new HashMap<>();
      for (Task task : board.tasks()) {
        if (task.status() == TaskStatus.DONE) {
          attemptsOfDone.put(task.id().value(), attempts.get(task.id().value()));
        }
      }
    }
  }

  /// What must be true once a process came to the end of the plan.
  void requireEnd(List<KillPoint> points) {
    String what = points + "\n" + story;
    requireJournal(what);
    requireBranch(what);
    assertThat(lines(read(traces))).as("claims carried out once: " + what).doesNotHaveDuplicates();
    assertThat(git("status", "--porcelain")).as(what).isEmpty();
    assertThat(git("rev-parse", "--abbrev-ref", "HEAD")).isEqualTo("main");
    assertThat(git("log", "--format=%s", "main")).isEqualTo("begin");
    git("fsck", "--full", "--strict", "--no-dangling");
    assertThat(processes()).as(what).isEmpty();
  }

  private void requireJournal(String what) {
    int all = PlanOfSix.TASKS.size();
    try (SqliteJournal journal = SqliteJournal.open(home())) {
      assertThat(board(journal).counts().get(TaskStatus.DONE)).as(what).isEqualTo(all);
      assertThat(journal.read(0, Journal.MAX_READ))
          .as(what)
          .extracting(Entry::event)
          .filteredOn(Event.TaskDone.class::isInstance)
          .hasSize(all);
    }
  }

  private void requireBranch(String what) {
    String branch = "rowlock/" + PlanOfSix.RUN;
    String task = "--format=%(trailers:key=Task,valueonly,separator=)";
    assertThat(lines(git("log", "--merges", "--first-parent", task, branch)))
        .as(what)
        .containsExactlyInAnyOrderElementsOf(PlanOfSix.TASKS);
    assertThat(lines(git("show", branch + ":shared.txt")))
        .as(what)
        .containsExactlyInAnyOrder("start", "c-left", "d-right");
    assertThat(lines(git("show", branch + ":f-last.txt")))
        .as(what)
        .containsExactlyInAnyOrder("start", "c-left", "d-right", "a-first");
    assertThat(lines(git("ls-tree", "--name-only", branch)))
        .as(what)
        .containsExactlyInAnyOrder(
            "a-first.txt", "b-after.txt", "e-free.txt", "f-last.txt", "shared.txt");
  }

  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .flatMap(handle -> handle.info().arguments().stream())
        .flatMap(Arrays::stream)
        .filter(argument -> argument.contains(folder + "/"))
        .toList();
  }

  private static Board board(SqliteJournal journal) {
    Board board = Board.empty();
    for (Entry entry : journal.read(0, Journal.MAX_READ)) {
      board = board.apply(entry);
    }
    return board;
  }

  private Map<String, Long> attempts() {
    Map<String, Long> attempts = new HashMap<>();
    lines(read(traces)).forEach(line -> attempts.merge(line.split(" ", 2)[0], 1L, Long::sum));
    return attempts;
  }

  private String git(String... arguments) {
    List<String> argv = new ArrayList<>(List.of(GIT.toString()));
    argv.addAll(List.of(arguments));
    Result result = Command.of(repository(), argv).run();
    assertThat(result.succeeded()).as("%s: %s\n%s", argv, result.err().text(), story).isTrue();
    return result.out().text().strip();
  }

  private static List<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank()).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Path repository() {
    return folder.resolve("repository");
  }

  private Path home() {
    return repository().resolve(Project.HOME);
  }

  @Override
  public void close() {
    Hosts.server(repository()).shutDown();
  }
}
