package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.board.RunOutcome;
import rowlock.board.Setting;
import rowlock.need.NeedKind;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Projects;
import rowlock.operation.RunListener;
import rowlock.operation.RunOrder;
import rowlock.task.Description;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.RetryPolicy;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.Terms;
import rowlock.task.Text;
import rowlock.task.Work;
import rowlock.tmux.Availability;

/// A team of fake agents in a real tmux that crash, hit a limit, ask, lose keys and get stuck, and
/// the plan that is done nevertheless.
class FakeTeamTest {
  private static final Duration ALL = Duration.ofSeconds(110);

  @TempDir private Path folder;
  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  private final List<String> answered = Collections.synchronizedList(new ArrayList<>());

  @Test
  @Timeout(180)
  void aTeamWithEveryTroubleDoesItsPlanAndTheLogSaysHow() throws Exception {
    assumeTrue(Availability.probe() instanceof Availability.Ready, "tmux is not installed");
    Ranch ranch = new Ranch(folder).founded();
    Projects.create(folder, "Survive", new Caller(Request.OPERATOR, Optional.empty()));
    Files.writeString(folder.resolve(".rowlock/agents.yaml"), kind());
    Files.writeString(
        folder.resolve(".rowlock/fake.script"), "swallow-enter 1\nclaim\nwork\nsubmit\nloop\n");

    RunOutcome outcome = conduct();

    String log = log();
    assertThat(outcome).as("log:\n%s\nnotices: %s", log, notices).isEqualTo(RunOutcome.DONE);
    assertThat(answered).hasSize(1);
    assertThat(log)
        .contains("exit code 137")
        .contains("account fake")
        .contains("wants to use")
        .contains("answered")
        .contains("and does not get on")
        .contains("UserPromptSubmit hook")
        .contains("Stop hook");
    for (String task : List.of("crash", "limit", "ask", "stuck", "after")) {
      assertThat(ranch.git("show", "rowlock/r:" + task + ".txt")).startsWith("done");
    }
  }

  private RunOutcome conduct() throws InterruptedException {
    AtomicReference<RunOutcome> outcome = new AtomicReference<>();
    try (Desk desk = Projects.open(folder)) {
      desk.hub();
      for (var setting :
          List.of(
              new Command.ChangeSetting(Setting.STUCK_AFTER, "6s"),
              new Command.ChangeSetting(Setting.LADDER_STEP, "1s"),
              new Command.ChangeSetting(Setting.IDLE_AFTER, "1s"))) {
        desk.project().coordinator().submit(Request.bySystem(setting));
      }
      Listener listener = new Listener();
      Thread run =
          Thread.ofPlatform()
              .start(() ->
                  outcome.set(
                      new Workbench(InstantSource.system(), "test")
                          .conduct(desk, order(), listener)));
      answerPermissions(desk, run);
      listener.stopWanted = run.isAlive();
      run.join();
    }
    return Optional.ofNullable(outcome.get()).orElse(RunOutcome.FAILED);
  }

  /// The one thing a person does: `rowlock answer ID allow` for each permission that is asked for.
  private void answerPermissions(Desk desk, Thread run) throws InterruptedException {
    long end = System.nanoTime() + ALL.toNanos();
    while (run.isAlive() && System.nanoTime() < end) {
      desk.board().needs().stream()
          .filter(need -> need.kind() == NeedKind.PERMISSION)
          .filter(need -> !answered.contains(need.id()))
          .forEach(need -> {
            assertThat(rowlock("answer", need.id(), "allow")).isZero();
            answered.add(need.id());
          });
      run.join(200);
    }
  }

  private RunOrder order() {
    List<NewTask> tasks =
        List.of(
            task("crash", "fake: once kill", List.of()),
            task("limit", "fake: once limit until +3s", List.of()),
            task("ask", "", List.of()),
            task("stuck", "fake: once stall", List.of()),
            task("after", "", List.of("crash", "limit", "ask", "stuck")));
    return new RunOrder(
        "r",
        new RunOrder.Assignment("survive", "5".repeat(64), tasks),
        4,
        "fake",
        Optional.of(new RunOrder.Place(folder, Optional.empty(), Optional.empty())),
        RunOrder.Terminal.TMUX_IF_PRESENT,
        RunOrder.Choices.NONE);
  }

  private static NewTask task(String id, String trouble, List<String> after) {
    String write =
        (id.equals("ask") ? "fake: ask-permission write " : "fake: write ") + id + ".txt done";
    TaskSpec plain = TaskSpec.titled("Write " + id);
    return NewTask.named(
        id,
        new TaskSpec(
            new Description(
                plain.description().title(),
                trouble.isEmpty() ? write : trouble + "\n" + write,
                List.of(),
                "",
                Text.labels("tags", List.of())),
            Links.after(after.stream().map(TaskId::new).toList()),
            plain.requirement(),
            new Work(List.of(), List.of("test -f " + id + ".txt"), Optional.empty()),
            new Terms(
                plain.terms().priority(),
                new RetryPolicy(3, Duration.ZERO),
                plain.terms().timeout())));
  }

  private String kind() {
    return """
    fake:
      mode: interactive
      command: [%s, -XX:+UseSerialGC, -XX:TieredStopAtLevel=1, -Xmx64m, -cp, "%s",
                rowlock.app.Main, fake-agent, --script, "%s"]
      brief: prompt_argument
      prompt: ["--", "{prompt}"]
      session: {choose: [--session-id, "{session}"], resume: [--resume, "{session}"]}
      home: own
      mcp: claude_json
      hooks: claude_settings
      screen: claude
      permissions: {default: ask, ask: [--permission-mode, default]}
      account: fake
      may_cost: false
    """
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            classPath(),
            folder.resolve(".rowlock/fake.script"));
  }

  /// The class path as it is from any folder.
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String log() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Main.run(
        List.of("log", "--limit", "10000", "--project", folder.toString()),
        stream,
        stream,
        () -> 0);
    return out.toString(StandardCharsets.UTF_8);
  }

  private int rowlock(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--project", folder.toString()));
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    return Main.run(line, nowhere, nowhere, () -> 0);
  }

  /// Whoever looks on.
  private final class Listener implements RunListener {
    private volatile boolean stopWanted;

    @Override
    public void opened(String run, String branch) {}

    @Override
    public void noticed(String text) {
      notices.add(text);
    }

    @Override
    public boolean isStopWanted() {
      return stopWanted;
    }
  }
}
