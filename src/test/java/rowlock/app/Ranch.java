package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import rowlock.board.RunOutcome;
import rowlock.coordinator.Coordinator;
import rowlock.journal.SqliteJournal;
import rowlock.operation.Desk;
import rowlock.operation.Project;
import rowlock.operation.RunListener;
import rowlock.operation.RunOrder;
import rowlock.process.Command;
import rowlock.process.Result;
import rowlock.task.NewTask;
import rowlock.task.RetryPolicy;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.Terms;
import rowlock.task.Work;

/// A repository in which shell agents may misbehave, and runs in this process.
final class Ranch {
  private final Path folder;
  private final List<String> notices = new CopyOnWriteArrayList<>();

  /// @param folder of the repository, which is the project too; there may be nothing in it yet
  Ranch(Path folder) {
    this.folder = folder;
  }

  /// Makes the repository with one commit.
  Ranch founded() throws IOException {
    git("init", "-q", "-b", "main");
    Files.writeString(folder.resolve("begin.txt"), "begin\n");
    git("add", ".");
    git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "begin");
    return this;
  }

  Path folder() {
    return folder;
  }

  Path home() {
    return folder.resolve(Project.HOME);
  }

  /// What the user was told.
  List<String> notices() {
    return List.copyOf(notices);
  }

  RunOutcome conduct(NewTask... tasks) {
    return conduct(Optional.empty(), tasks);
  }

  RunOutcome conduct(Optional<String> base, NewTask... tasks) {
    try (Desk desk = open()) {
      return conduct(desk, base, tasks);
    }
  }

  RunOutcome conduct(Desk desk, Optional<String> base, NewTask... tasks) {
    RunOrder order =
        new RunOrder(
            "r",
            new RunOrder.Assignment("test", "0".repeat(64), List.of(tasks)),
            2,
            "shell",
            Optional.of(new RunOrder.Place(folder, base, Optional.empty())),
            RunOrder.Terminal.PLAIN,
            RunOrder.Choices.NONE);
    return new Workbench(InstantSource.system(), "test").conduct(desk, order, new Listener());
  }

  Desk open() {
    boolean known = Files.exists(home().resolve("journal.db"));
    SqliteJournal journal = known ? SqliteJournal.open(home()) : SqliteJournal.create(home());
    try {
      Files.writeString(home().resolve(".gitignore"), "*\n");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return Desk.of(folder, journal, Coordinator.openHub(journal, board -> ""));
  }

  Task task(String id) {
    try (Coordinator coordinator = Coordinator.open(SqliteJournal.open(home()), board -> "")) {
      return coordinator.board().task(new TaskId(id)).orElseThrow();
    }
  }

  static NewTask task(String id, String script, Duration timeout) {
    TaskSpec spec =
        TaskSpec.titled("Do " + id)
            .with(new Work(List.of(), List.of(), Optional.of(script)))
            .with(
                new Terms(
                    Terms.NORMAL.priority(), new RetryPolicy(0, Duration.ofSeconds(1)), timeout));
    return NewTask.named(id, spec);
  }

  static NewTask task(String id, String script) {
    return task(id, script, Duration.ofMinutes(2));
  }

  /// The arguments of running processes that name something in this folder, or this very word.
  List<String> processes(String word) {
    return ProcessHandle.allProcesses()
        .flatMap(handle -> handle.info().arguments().stream())
        .flatMap(Arrays::stream)
        .filter(argument -> argument.contains(folder + "/") || argument.equals(word))
        .toList();
  }

  String git(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    Result result = Command.of(folder, argv).run();
    assertThat(result.succeeded()).as("%s: %s", argv, result.err().text()).isTrue();
    return result.out().text().strip();
  }

  private final class Listener implements RunListener {
    @Override
    public void opened(String run, String branch) {}

    @Override
    public void noticed(String text) {
      notices.add(text);
    }

    @Override
    public boolean isStopWanted() {
      return false;
    }
  }
}
