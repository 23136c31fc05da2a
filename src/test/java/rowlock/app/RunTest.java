package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.RunOutcome;
import rowlock.coordinator.Coordinator;
import rowlock.journal.SqliteJournal;
import rowlock.operation.Desk;
import rowlock.operation.Project;
import rowlock.operation.RunListener;
import rowlock.operation.RunOrder;
import rowlock.process.Command;
import rowlock.process.Result;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.RetryPolicy;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.TaskStatus;
import rowlock.task.Terms;
import rowlock.task.Work;

/// Whole runs with shell agents, real git and real processes.
final class RunTest {
  @TempDir Path folder;

  @Test
  void aPlanBecomesMergedAndProvedWork() throws IOException {
    repository();
    NewTask one = task("one", "echo 1 >one.txt", List.of("test -f one.txt"));
    NewTask two =
        new NewTask(
            Optional.of(new TaskId("two")),
            spec("two", "cat one.txt >two.txt", List.of("grep -q 1 two.txt"))
                .with(Links.after(List.of(new TaskId("one")))));
    assertThat(conduct(List.of(one, two), 2)).isEqualTo(RunOutcome.DONE);
    assertThat(git("show", "rowlock/r:two.txt")).isEqualTo("1");
    assertThat(git("status", "--porcelain")).isEmpty();
  }

  @Test
  void aConflictIsDoneAgainOnTheNewBase() throws IOException {
    repository();
    String append = "sleep 0.3; echo $ROWLOCK_TASK >>shared.txt";
    assertThat(
            conduct(
                List.of(
                    task("a", append, List.of()),
                    task("b", append, List.of()),
                    task("c", append, List.of())),
                3))
        .isEqualTo(RunOutcome.DONE);
    assertThat(git("show", "rowlock/r:shared.txt").lines().skip(1))
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void aRedCheckGoesBackAndTheRunEndsPartialWhenItStaysRed() throws IOException {
    repository();
    NewTask red = task("red", "echo x >x", List.of("false"));
    NewTask flaky =
        task(
            "flaky", "test $ROWLOCK_ATTEMPT -gt 1 && echo y >y || echo n >n", List.of("test -f y"));
    assertThat(conduct(List.of(red, flaky), 2)).isEqualTo(RunOutcome.PARTIAL);
    assertThat(statuses).containsExactly(TaskStatus.DONE, TaskStatus.FAILED);
  }

  private final List<TaskStatus> statuses = new ArrayList<>();

  private RunOutcome conduct(List<NewTask> tasks, int agents) throws IOException {
    Path home = folder.resolve(Project.HOME);
    SqliteJournal journal =
        Files.exists(home) ? SqliteJournal.open(home) : SqliteJournal.create(home);
    Files.writeString(home.resolve(".gitignore"), "*\n");
    try (Coordinator coordinator = Coordinator.openHub(journal, board -> "")) {
      Desk desk = Desk.of(folder, journal, coordinator);
      RunOrder order =
          new RunOrder(
              "r",
              new RunOrder.Assignment("test", "0".repeat(64), tasks),
              agents,
              "shell",
              Optional.of(new RunOrder.Place(folder, Optional.empty(), Optional.empty())),
              RunOrder.Terminal.PLAIN,
              RunOrder.Choices.NONE);
      RunOutcome outcome =
          new Workbench(InstantSource.system(), "test").conduct(desk, order, new Quiet());
      coordinator.board().tasks().forEach(task -> statuses.add(task.status()));
      return outcome;
    }
  }

  private static NewTask task(String id, String script, List<String> checks) {
    return NewTask.named(id, spec(id, script, checks));
  }

  private static TaskSpec spec(String id, String script, List<String> checks) {
    return TaskSpec.titled("Do " + id)
        .with(new Work(List.of(), checks, Optional.of(script)))
        .with(
            new Terms(
                Terms.NORMAL.priority(),
                new RetryPolicy(2, Duration.ofSeconds(1)),
                Duration.ofMinutes(1)));
  }

  private void repository() throws IOException {
    git("init", "-q", "-b", "main");
    Files.writeString(folder.resolve("shared.txt"), "start\n");
    git("add", ".");
    git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "begin");
  }

  private String git(String... arguments) {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    Result result = Command.of(folder, argv).run();
    assertThat(result.succeeded()).as(result.err().text()).isTrue();
    return result.out().text().strip();
  }

  private static final class Quiet implements RunListener {
    @Override
    public void opened(String run, String branch) {}

    @Override
    public void noticed(String text) {
      System.err.println("notice: " + text);
    }

    @Override
    public boolean isStopWanted() {
      return false;
    }
  }
}
