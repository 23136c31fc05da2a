package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.Board;
import rowlock.board.Request;
import rowlock.coordinator.Coordinator;
import rowlock.journal.SqliteJournal;
import rowlock.operation.Project;
import rowlock.process.Command;
import rowlock.process.Result;
import rowlock.task.NewTask;
import rowlock.task.Task;
import rowlock.task.TaskSpec;
import rowlock.task.TaskStatus;

/// Many `rowlock` processes on one project, without a hub.
final class ProcessesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ADDERS = 24;
  private static final int CLAIMERS = 50;

  @TempDir Path folder;
  private ChildJvm jvm;

  @BeforeEach
  void project() {
    jvm = new ChildJvm(folder.resolve("jvm"));
    SqliteJournal.create(home()).close();
    jvm.practise(Main.class, "status", "--json", "--project", folder.toString());
  }

  @Test
  void tasksAddedByManyProcessesAtOnceAreAllThere() {
    List<String> ids =
        AtOnce.each(ADDERS, i -> () -> text(rowlock("task", "add", "Task number " + i), "tasks"));

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(tasks())
        .extracting(task -> task.spec().description().title())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, ADDERS).mapToObj(i -> "Task number " + i).toList());
  }

  @Test
  void processesThatClaimAtOnceGetATaskEach() {
    add(CLAIMERS);

    List<String> claimed =
        AtOnce.each(CLAIMERS, i -> () -> text(rowlock("claim", "agent" + i), "task"));

    assertThat(claimed).doesNotHaveDuplicates().hasSize(CLAIMERS);
    assertThat(tasks()).allSatisfy(task -> assertThat(task.status()).isEqualTo(TaskStatus.CLAIMED));
  }

  @Test
  void aWorkerThatSleptPastItsLeaseCannotSubmit() throws IOException, InterruptedException {
    add(1);
    Process worker =
        new ProcessBuilder(jvm.argv(LateWorker.class, folder.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = worker.inputReader();
        Writer told = worker.outputWriter()) {
      assertThat(text(said.readLine(), "fence")).isNotEmpty();
      signal("STOP", worker);
      told.write("go\n");
      told.flush();
      awaitAvailable();
      signal("CONT", worker);

      Map<String, @Nullable Object> error = Envelope.part(said.readLine(), "error");
      assertThat(worker.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(worker.exitValue()).isEqualTo(1);
      assertThat(error.get("code")).isIn("stale_fence", "lease_over");
    } finally {
      worker.destroyForcibly();
    }
    assertThat(tasks())
        .allSatisfy(task -> assertThat(task.status()).isEqualTo(TaskStatus.AVAILABLE));
  }

  private static void signal(String name, Process process) {
    Result sent = Command.of(Path.of("/"), "kill", "-" + name, Long.toString(process.pid())).run();
    assertThat(sent.succeeded()).isTrue();
  }

  /// Waits, by the journal's clock alone, until no task is held.
  private void awaitAvailable() throws InterruptedException {
    try (Coordinator coordinator = Coordinator.open(SqliteJournal.open(home()), board -> "")) {
      Board board = coordinator.board();
      while (board.tasks().stream().anyMatch(task -> task.lease().isPresent())) {
        board = coordinator.awaitBeyond(board.position(), PATIENCE);
      }
    }
  }

  private void add(int count) {
    try (Coordinator coordinator = Coordinator.open(SqliteJournal.open(home()), board -> "")) {
      List<NewTask> tasks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        tasks.add(NewTask.unnamed(TaskSpec.titled("Task " + i)));
      }
      coordinator.submit(Request.bySystem(new rowlock.board.Command.AddTasks(tasks)));
    }
  }

  private List<Task> tasks() {
    try (Coordinator coordinator = Coordinator.open(SqliteJournal.open(home()), board -> "")) {
      return List.copyOf(coordinator.board().tasks());
    }
  }

  private String rowlock(String... arguments) {
    List<String> argv = new ArrayList<>(jvm.argv(Main.class, arguments));
    argv.addAll(List.of("--json", "--project", folder.toString()));
    Result result = Command.of(folder, argv).within(PATIENCE).run();
    assertThat(result.succeeded()).as(result.err().text() + result.out().text()).isTrue();
    return result.out().text();
  }

  private static String text(String line, String name) {
    Map<String, @Nullable Object> data = Envelope.part(line, "data");
    assertThat(data).containsKey(name);
    return String.valueOf(data.get(name));
  }

  private Path home() {
    return folder.resolve(Project.HOME);
  }
}
