package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.access.Grant;
import rowlock.access.Tokens;
import rowlock.board.RunOutcome;
import rowlock.hub.HubClient;
import rowlock.hub.PortFile;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Project;
import rowlock.operation.Projects;
import rowlock.operation.RunListener;
import rowlock.operation.RunOrder;
import rowlock.process.Command;
import rowlock.process.Patience;
import rowlock.process.Result;
import rowlock.task.AgentId;
import rowlock.task.NewTask;
import rowlock.task.RetryPolicy;
import rowlock.task.TaskSpec;
import rowlock.task.Terms;
import rowlock.task.Work;
import rowlock.team.Role;

/// What is asked over HTTP about the repository of a real run, while its agents are at work.
@Timeout(180)
final class GitDeskTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Commits a change, says so, and waits until it may go on.
  private static final String SCRIPT =
      """
      echo "$ROWLOCK_TASK" >>FILE
      git -c user.name=t -c user.email=t@t commit -qam "$ROWLOCK_TASK"
      touch "../../../../ready-$ROWLOCK_TASK"
      while [ ! -e ../../../../go ]; do sleep 0.05; done
      """;

  private static final Pattern VERDICT = Pattern.compile("work=verdict,[^}]*count=1,");
  private static final Pattern CACHED = Pattern.compile("level=git_cached,[^}]*value=(\\d+)");

  @TempDir Path root;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Path folder = Path.of("");
  private Optional<Future<RunOutcome>> run = Optional.empty();

  @BeforeEach
  void repository() throws IOException {
    folder = Files.createDirectory(root.resolve("project"));
    git("init", "-q", "-b", "main");
    Files.writeString(folder.resolve("shared.txt"), "start\n");
    Files.writeString(folder.resolve("other.txt"), "start\n");
    git("add", ".");
    git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "begin");
    Projects.create(folder, "Build", new Caller("operator", Optional.empty()));
  }

  @AfterEach
  void letGo() throws Exception {
    Files.writeString(root.resolve("go"), "");
    if (run.isPresent()) {
      run.get().get();
    }
    threads.close();
  }

  @Test
  void workThatWouldConflictIsToldWhileItIsDone() throws Exception {
    begin(task("a", "shared.txt"), task("b", "shared.txt"), task("c", "other.txt"));

    Map<String, Object> told = read("/api/conflicts");

    assertThat(told)
        .containsEntry("total", 1L)
        .containsEntry("branches", 3L)
        .containsEntry("left_out", List.of())
        .containsEntry("note", "what agents have not committed is not looked at");
    assertThat(told.get("pairs"))
        .hasToString("{all=3, apart=2, remembered=0, merged=1, unknown=0}");
    assertThat(String.valueOf(told.get("conflicts")))
        .contains("tasks=[a, b]", "paths=[shared.txt]");
    Map<String, Object> again = read("/api/get_conflicts?limit=1");
    assertThat(again.get("pairs"))
        .hasToString("{all=3, apart=2, remembered=1, merged=0, unknown=0}");

    String figures = String.valueOf(read("/api/get_performance"));
    assertThat(figures)
        .containsPattern("work=forecast,[^}]*count=2")
        .containsPattern("work=git_write,[^}]*count=")
        .containsPattern("work=git_read,[^}]*count=")
        .containsPattern("cache=conflict,[^}]*hits=1, misses=1");

    end();
    assertThat(git("show", "rowlock/r:shared.txt").lines())
        .containsExactlyInAnyOrder("start", "a", "b");
  }

  @Test
  void anAgentAsksAboutItsWorktreeAndTheOperatorAboutTheCheckout() throws Exception {
    begin(task("a", "shared.txt"));
    Files.writeString(folder.resolve("mine.txt"), "draft");

    Map<String, Object> mine = ask("operator", List.of(Map.of("ask", "status")));
    Map<String, Object> theirs =
        ask(
            "shell-1",
            List.of(
                Map.of("ask", "status"),
                Map.of("ask", "log", "count", 2),
                Map.of("ask", "diff", "from", "HEAD^"),
                Map.of("ask", "create_branch", "branch", "rowlock-own/shell-1/kept"),
                Map.of("ask", "branches", "branch", "ma")));

    assertThat(String.valueOf(mine)).contains("dirty=true", "changed=[mine.txt]");
    assertThat(theirs).containsEntry("done", 5L).containsEntry("refused", 0L);
    assertThat(String.valueOf(theirs))
        .contains("dirty=false", "branch=refs/heads/rowlock-work/r/a", "subject=a")
        .contains("path=shared.txt", "added=1", "branch=main");
    assertThat(git("rev-parse", "rowlock-own/shell-1/kept"))
        .isEqualTo(git("rev-parse", "rowlock-work/r/a"));

    HubClient.Answer partly =
        call(
            "shell-1",
            "git_batch",
            Map.of(
                "requests",
                List.of(
                    Map.of("ask", "delete_branch", "branch", "rowlock-own/shell-1/kept"),
                    Map.of("ask", "delete_branch", "branch", "main"))));
    assertThat(String.valueOf(partly.members()))
        .contains("partly_done", "only branches that begin");
    assertThat(git("branch", "--list", "rowlock-own/*")).isEmpty();
    assertThat(git("rev-parse", "--verify", "main")).isNotEmpty();
    assertThat(String.valueOf(call("stranger", "git_batch", ask()).members()))
        .contains("stranger has no worktree in this run");
  }

  @Test
  void whatIsTunedCountsAtOnce() throws Exception {
    begin(task("a", "shared.txt"), quick());
    Patience patience = new Patience(PATIENCE);
    while (!VERDICT.matcher(String.valueOf(read("/api/get_performance"))).find()) {
      assertThat(patience.pause()).as("a verdict is measured").isTrue();
    }
    awaitCached(cached -> cached > 0);

    call("operator", "optimize_settings", Map.of("cacheSize", 0));

    awaitCached(cached -> cached == 0);
  }

  @Test
  void withoutARunOrARepositoryThereIsOneClearRefusal() throws Exception {
    try (Desk desk = Projects.open(folder)) {
      desk.hub();
      Household household = new Household();
      household.open();
      try (Hub _ = Hub.open(desk, household, "1", _ -> {})) {
        for (String name : List.of("git_batch", "get_conflicts")) {
          Map<String, Object> arguments = name.equals("git_batch") ? ask() : Map.of();
          HubClient.Answer answer = call("operator", name, arguments);
          assertThat(answer.status()).isEqualTo(503);
          assertThat(String.valueOf(answer.members()))
              .contains("no run with a repository is active in this project", "rowlock run");
        }
      }
    }
  }

  private void awaitCached(Predicate<Long> wanted) throws InterruptedException {
    Patience patience = new Patience(PATIENCE);
    long cached;
    do {
      ask("shell-1", List.of(Map.of("ask", "status")));
      cached = cached(read("/api/get_performance"));
    } while (!wanted.test(cached) && patience.pause());
    assertThat(cached).matches(wanted);
  }

  private static long cached(Map<String, Object> figures) {
    Matcher matcher = CACHED.matcher(String.valueOf(figures));
    assertThat(matcher.find()).as("%s", figures).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  private static Map<String, Object> ask() {
    return Map.of("requests", List.of(Map.of("ask", "status")));
  }

  /// Begins a run with an agent for each task, and waits until all have committed.
  private void begin(NewTask... tasks) {
    RunOrder order =
        new RunOrder(
            "r",
            new RunOrder.Assignment("test", "0".repeat(64), List.of(tasks)),
            tasks.length,
            "shell",
            Optional.of(new RunOrder.Place(folder, Optional.empty(), Optional.empty())),
            RunOrder.Terminal.PLAIN,
            RunOrder.Choices.NONE);
    run =
        Optional.of(
            threads.submit(() -> {
              try (Desk desk = Projects.open(folder)) {
                desk.hub();
                return new Workbench(InstantSource.system(), "test")
                    .conduct(desk, order, new Quiet());
              }
            }));
    Patience patience = new Patience(PATIENCE);
    for (NewTask task : tasks) {
      Path ready = root.resolve("ready-" + task.id().orElseThrow());
      while (!Files.exists(ready)) {
        assertThat(patience.pause()).as("the agents commit").isTrue();
      }
    }
  }

  private void end() throws Exception {
    Files.writeString(root.resolve("go"), "");
    assertThat(run.orElseThrow().get()).isEqualTo(RunOutcome.DONE);
  }

  private Map<String, Object> read(String path) throws InterruptedException {
    try (HubClient client = HubClient.find(folder.resolve(Project.HOME)).orElseThrow()) {
      HubClient.Answer answer = client.read(path, HubClient.PROMPT);
      assertThat(answer.status()).as("%s", answer.members()).isEqualTo(200);
      return answer.members();
    }
  }

  private Map<String, Object> ask(String who, List<Map<String, Object>> requests)
      throws InterruptedException {
    HubClient.Answer answer = call(who, "git_batch", Map.of("requests", requests));
    assertThat(answer.status()).as("%s", answer.members()).isEqualTo(200);
    return answer.members();
  }

  private HubClient.Answer call(String who, String operation, Map<String, Object> arguments)
      throws InterruptedException {
    Path home = folder.resolve(Project.HOME);
    PortFile file = PortFile.read(home).orElseThrow();
    try (HubClient client =
        who.equals("operator")
            ? HubClient.find(home).orElseThrow()
            : HubClient.of(
                file.port(),
                Tokens.of(home)
                    .issue(
                        Grant.of(new AgentId(who), Role.WORKER), InstantSource.system().instant())
                    .secret())) {
      return client.call(operation, arguments, Optional.empty(), HubClient.PROMPT);
    }
  }

  /// A task that waits for nothing.
  private NewTask quick() {
    String script = "echo x >quick.txt; touch ../../../../ready-quick";
    return NewTask.named(
        "quick",
        TaskSpec.titled("Do it").with(new Work(List.of(), List.of(), Optional.of(script))));
  }

  private static NewTask task(String id, String file) {
    return NewTask.named(
        id,
        TaskSpec.titled("Do " + id)
            .with(new Work(List.of(), List.of(), Optional.of(SCRIPT.replace("FILE", file))))
            .with(
                new Terms(
                    Terms.NORMAL.priority(),
                    new RetryPolicy(2, Duration.ofSeconds(1)),
                    Duration.ofMinutes(2))));
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
    public void noticed(String text) {}

    @Override
    public boolean isStopWanted() {
      return false;
    }
  }
}
