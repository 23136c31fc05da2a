package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowlock.budget.Allowance;
import rowlock.budget.Measure;
import rowlock.budget.Totals;
import rowlock.operation.Desk;
import rowlock.operation.Outcome;
import rowlock.operation.RunListener;
import rowlock.operation.RunOperations;
import rowlock.operation.RunOrder;
import rowlock.task.Description;
import rowlock.task.NewTask;
import rowlock.task.TaskSpec;
import rowlock.task.Text;
import rowlock.tmux.Availability;

/// Fake agents in a real tmux that spend, and that find more to do than was planned.
final class SpendingTeamTest {
  @TempDir Path folder;
  private Ranch ranch = new Ranch(Path.of(""));

  @BeforeEach
  void found() throws IOException {
    assumeTrue(Availability.probe() instanceof Availability.Ready, "tmux is not installed");
    ranch = new Ranch(folder).founded();
    Files.createDirectories(ranch.home());
    Files.writeString(ranch.home().resolve("script"), "claim\nwork\nsubmit\nloop\n");
    Files.writeString(ranch.home().resolve("agents.yaml"), kind());
  }

  @Test
  @Timeout(120)
  void agentsInTerminalsKeepToTheBudgetByWhatTheirTranscriptsTell() {
    Allowance allowance = new Allowance(Optional.of(30_000L), Optional.empty(), Optional.empty());
    try (Desk desk = ranch.open()) {
      List<NewTask> tasks = new ArrayList<>();
      for (String id : List.of("a", "b", "c")) {
        tasks.add(task(id, "fake: spend 900 tokens\nfake: say hm\nfake: write " + id + " x"));
      }
      Outcome outcome = conduct(desk, 1, allowance, tasks);
      assertThat(((Outcome.NotDone) outcome).message())
          .startsWith("2 of 3 tasks are done; the budget of run r is exhausted: of 0.03 usd");
      Totals totals = desk.board().budgets().ofRun("r");
      assertThat(totals.open()).isZero();
      assertThat(totals.closed()).isEqualTo(2);
      assertThat(totals.usd().unknown()).isZero();
      assertThat(totals.spent(Measure.TOKENS).orElseThrow()).isBetween(1_800L, 4_000L);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @Timeout(120)
  void whatAgentsFindToBeDoneIsDoneInTheSameRun(int agents) {
    try (Desk desk = ranch.open()) {
      String part =
          "{\"parent_id\":\"a\",\"id\":\"part\",\"title\":\"Part\",\"description\":"
              + "\"fake: write part.txt done\"}";
      List<NewTask> tasks =
          List.of(task("a", "fake: once call create_subtask " + part + "\nfake: write a.txt x"));
      Outcome outcome = conduct(desk, agents, Allowance.UNLIMITED, tasks);
      assertThat(outcome).isInstanceOf(Outcome.Done.class);
      assertThat(ranch.git("show", "rowlock/r:part.txt")).startsWith("done");
      assertThat(ranch.git("show", "rowlock/r:a.txt")).startsWith("x");
    }
  }

  private Outcome conduct(Desk desk, int agents, Allowance allowance, List<NewTask> tasks) {
    RunOrder order =
        new RunOrder(
            "r",
            new RunOrder.Assignment("spend", "7".repeat(64), tasks),
            agents,
            "fake",
            Optional.of(new RunOrder.Place(folder, Optional.empty(), Optional.empty())),
            RunOrder.Terminal.TMUX_IF_PRESENT,
            RunOrder.Choices.NONE.with(new RunOrder.Budget(allowance, Optional.empty())));
    return new RunOperations(desk, new Workbench(InstantSource.system(), "test"))
        .conduct(order, new Impatient(Instant.now().plus(Duration.ofSeconds(80))));
  }

  private static NewTask task(String id, String details) {
    TaskSpec plain = TaskSpec.titled("Do " + id);
    Description description =
        new Description("Do " + id, details, List.of(), "", Text.labels("tags", List.of()));
    return NewTask.named(
        id,
        new TaskSpec(description, plain.links(), plain.requirement(), plain.work(), plain.terms()));
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
      estimate: {usd: 0.02, tokens: 2000}
      prices: {"*": {input: 1, output: 10}}
    """
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            classPath(),
            ranch.home().resolve("script"));
  }

  /// The class path as it is from any folder.
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// Somebody who lets it go on until a moment.
  private record Impatient(Instant end) implements RunListener {
    @Override
    public void opened(String run, String branch) {}

    @Override
    public void noticed(String text) {}

    @Override
    public boolean isStopWanted() {
      return Instant.now().isAfter(end);
    }
  }
}
