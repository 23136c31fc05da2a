package rowlock.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import rowlock.process.Command;
import rowlock.process.Environment;
import rowlock.process.Job;
import rowlock.process.JobName;
import rowlock.process.JobSpec;
import rowlock.process.JobState;
import rowlock.process.JobWatch;
import rowlock.process.Liveness;
import rowlock.process.Patience;
import rowlock.process.ProcessIdentity;
import rowlock.process.RuntimeDirectory;
import rowlock.process.Signal;
import rowlock.process.StartFailed;

@ParameterizedClass
@EnumSource(Reach.class)
final class PaneHostTest {
  private static final JobName SPEC_1 = new JobName("spec_1");
  private static final JobName SPEC_10 = new JobName("spec_10");
  private static final Duration LONG = Duration.ofSeconds(60);

  @Parameter private Reach reach = Reach.PROCESSES;
  @TempDir private Path folder;
  private final JobWatch watch = new JobWatch();
  private TmuxServer server = TmuxServer.of(Path.of("/"), new RuntimeDirectory(Path.of("/")));
  private PaneHost host = new PaneHost(server);

  @BeforeAll
  static void tmuxIsThere() {
    Availability found = Availability.probe();
    Assumptions.assumeFalse(found instanceof Availability.Absent, "there is no tmux here");
    assertThat(found).isInstanceOf(Availability.Ready.class);
  }

  @BeforeEach
  void serverOfItsOwn() {
    server = TmuxServer.of(folder, new RuntimeDirectory(folder));
    host = new PaneHost(server);
    reach.begin(server);
  }

  @AfterEach
  void nothingIsLeft() {
    server.shutDown();
    server.disconnect();
    watch.close();
  }

  @Test
  void aJobRunsInAWindowOfItsNameAndItsLastWordsStay() throws Exception {
    Job job = host.start(SPEC_1, sh("one", "echo hello ünïcødé; exit 3"));

    assertThat(end(job)).isEqualTo(new JobState.Exited(3, ""));
    Pane pane = host.find(SPEC_1).orElseThrow();
    assertThat(pane.pid()).isEqualTo(job.identity().orElseThrow().pid());
    Patience patience = new Patience(LONG);
    while (!server.capture(pane.id(), 100).contains("hello ünïcødé\n")) {
      assertThat(patience.pause()).isTrue();
    }
    assertThat(job.log()).hasContent("hello ünïcødé");
    assertThat(job.directory().resolve("trouble")).isEmptyFile();
  }

  @Test
  void namesThatBeginAlikeAreKeptApart() throws Exception {
    Job ten = host.start(SPEC_10, sh("ten", "exec sleep 1000"));
    assertThat(host.find(SPEC_1)).isEmpty();
    Job one = host.start(SPEC_1, sh("one", "exec sleep 1000"));

    assertThat(host.end(one, LONG)).isEmpty();

    assertThat(host.find(SPEC_1)).isEmpty();
    assertThat(ten.state()).isInstanceOf(JobState.Running.class);
    assertThat(host.find(SPEC_10).orElseThrow().pid())
        .isEqualTo(ten.identity().orElseThrow().pid());
    assertThat(host.end(ten, LONG)).isEmpty();
    assertThat(server.panes()).isEmpty();
  }

  @Test
  void theNextJobOfANameRunsInTheSameWindow() throws Exception {
    Job first = host.start(SPEC_1, sh("one", "exit 0"));
    PaneId pane = host.find(SPEC_1).orElseThrow().id();
    end(first);
    awaitDead(SPEC_1);

    Job second = host.start(SPEC_1, sh("two", "echo second"));

    assertThat(end(second)).isEqualTo(new JobState.Exited(0, ""));
    assertThat(server.panes()).extracting(Pane::id).containsExactly(pane);
  }

  @Test
  void aNameWhoseJobRunsIsRefusedAndTheRefusedJobNeverRuns() throws Exception {
    Job first = host.start(SPEC_1, sh("one", "exec sleep 1000"));
    JobSpec second = sh("two", "touch ran");

    assertThatThrownBy(() -> host.start(SPEC_1, second)).isInstanceOf(StartFailed.class);

    assertThat(first.state()).isInstanceOf(JobState.Running.class);
    assertThat(Job.at(second.directory()).state())
        .isEqualTo(new JobState.Exited(143, "ended before it began"));
    assertThat(folder.resolve("ran")).doesNotExist();
    assertThat(host.end(first, LONG)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileArgumentsArriveAsTheyAre(String text) throws Exception {
    JobSpec spec =
        JobSpec.of(
                folder.resolve("job"),
                folder,
                List.of("sh", "-c", "printf '%s|%s' \"$1\" \"$GIVEN\"", "sh", text))
            .with(Environment.BASIC.with("GIVEN", text));

    Job job = host.start(SPEC_1, spec);

    assertThat(end(job)).isEqualTo(new JobState.Exited(0, ""));
    assertThat(Files.readString(job.log())).isEqualTo(text + "|" + text);
    assertThat(folder.resolve("CANARY")).doesNotExist();
  }

  static List<String> hostile() {
    return List.of(
        "x;",
        "x\\;",
        ";",
        "-t =victim",
        "#{pid}",
        "#(touch CANARY)",
        "#{?1,#(touch CANARY),}",
        "$(touch CANARY)",
        "`touch CANARY`",
        "'; touch CANARY; '",
        "x;' run-shell 'touch CANARY'",
        "a\nb",
        "\u001b[201~\ntouch CANARY\n",
        "\u001b]2;#(touch CANARY)\u0007",
        "\u001b]52;c;Zm9v\u0007",
        "\u001bk#(touch CANARY)\u001b\\");
  }

  @ParameterizedTest
  @MethodSource("hostileFolders")
  void hostileProjectPathsDoNoHarm(String text) throws Exception {
    Path hostile = Files.createDirectory(folder.resolve(text));
    JobSpec spec = JobSpec.of(hostile.resolve(text), hostile, List.of("pwd"));

    Job job = host.start(SPEC_1, spec);

    assertThat(end(job)).isEqualTo(new JobState.Exited(0, ""));
    assertThat(Files.readString(job.log())).isEqualTo(hostile.toRealPath() + "\n");
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.endsWith("CANARY"))).isEmpty();
    }
  }

  static List<String> hostileFolders() {
    return List.of("x;", "#(touch CANARY)", "$(touch CANARY)", "a'b", "new\nline", "%1", "=x:");
  }

  @Test
  void aTitleThatTheProgramChoseIsNotRunAndRenamesNothing() throws Exception {
    Job job =
        host.start(
            SPEC_1, sh("one", "printf '\\033]2;#(touch CANARY)\\007\\033kspec_10\\033\\\\'; pwd"));
    end(job);

    assertThat(host.find(SPEC_1)).isPresent();
    assertThat(host.find(SPEC_10)).isEmpty();
    assertThat(folder.resolve("CANARY")).doesNotExist();
  }

  @Test
  void theJobSeesOurVariablesAndNotTheServersOwn() throws Exception {
    Environment environment = new Environment(List.of("PATH", "HOME"), Map.of("GIVEN", "g"));
    JobSpec spec = JobSpec.of(folder.resolve("job"), folder, List.of("env"));

    Job job = host.start(SPEC_1, spec.with(environment));
    end(job);

    List<String> names =
        Files.readAllLines(job.log()).stream().map(l -> l.substring(0, l.indexOf('='))).toList();
    assertThat(names).contains("PATH", "HOME", "GIVEN").doesNotContain("TMUX", "TMUX_PANE");
  }

  @Test
  void aKilledServerTakesTheViewAndLeavesTheJobs() throws Exception {
    Path fifo = folder.resolve("fifo");
    assertThat(Command.of(folder, "mkfifo", "fifo").run().succeeded()).isTrue();
    Job ending = host.start(SPEC_1, sh("one", "read -r line <fifo; echo got $line; exit 6"));
    Job endless = host.start(SPEC_10, sh("ten", "exec sleep 1000"));
    var running = (ServerState.Running) server.state();

    Signal.KILL.sendTo(running.identity());
    awaitGone(running.identity());
    Files.writeString(fifo, "it\n");

    assertThat(end(ending)).isEqualTo(new JobState.Exited(6, ""));
    assertThat(ending.log()).hasContent("got it");
    assertThat(endless.state()).isInstanceOf(JobState.Running.class);
    assertThat(server.state()).isEqualTo(new ServerState.Absent());
    assertThat(server.panes()).isEmpty();
    assertThat(host.end(endless, LONG)).isEmpty();
    assertThat(end(host.start(SPEC_1, sh("two", "exit 5")))).isEqualTo(new JobState.Exited(5, ""));
  }

  private static void awaitGone(ProcessIdentity process) {
    Patience patience = new Patience(LONG);
    while (process.liveness() != Liveness.GONE) {
      assertThat(patience.pause()).isTrue();
    }
  }

  @Test
  void aServerThatLostItsSocketIsFoundAgain() throws Exception {
    Job job = host.start(SPEC_1, sh("one", "exec sleep 1000"));
    ServerState before = server.state();
    Files.delete(server.socket());

    assertThat(server.state()).isEqualTo(before);
    assertThat(host.find(SPEC_1)).isPresent();
    assertThat(host.end(job, LONG)).isEmpty();
  }

  @Test
  void aHaltedServerIsUnknownAndNotAbsent() throws Exception {
    Job job = host.start(SPEC_1, sh("one", "exec sleep 1000"));
    var running = (ServerState.Running) server.state();
    Signal.STOP.sendTo(running.identity());

    Client hasty = new Client(server.socket(), Duration.ofMillis(200));
    assertThat(new TmuxServer(hasty).state()).isInstanceOf(ServerState.Unknown.class);
    assertThat(job.state()).isInstanceOf(JobState.Running.class);

    Signal.CONT.sendTo(running.identity());
    assertThat(server.state()).isEqualTo(running);
    assertThat(host.end(job, LONG)).isEmpty();
  }

  @Test
  void anotherProcessAdoptsTheServerAndItsJobs() throws Exception {
    Job job = host.start(SPEC_1, sh("one", "exec sleep 1000"));

    TmuxServer again = TmuxServer.of(folder, new RuntimeDirectory(folder));
    PaneHost adopting = new PaneHost(again);

    assertThat(again.state()).isEqualTo(server.state());
    assertThat(Job.at(job.directory()).state()).isEqualTo(job.state());
    assertThat(adopting.end(Job.at(job.directory()), LONG)).isEmpty();
    assertThat(server.panes()).isEmpty();
  }

  @Test
  void shuttingDownEndsThisServerAndNoOther() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("other"));
    TmuxServer other = TmuxServer.of(elsewhere, new RuntimeDirectory(folder));
    other.start();
    server.start();
    var running = (ServerState.Running) server.state();

    server.shutDown();

    assertThat(running.identity().liveness()).isEqualTo(Liveness.GONE);
    assertThat(server.state()).isEqualTo(new ServerState.Absent());
    assertThat(server.socket()).doesNotExist();
    assertThat(other.state()).isInstanceOf(ServerState.Running.class);
    other.shutDown();
  }

  @Test
  void aUserCanLookAndType() throws Exception {
    Job job = host.start(SPEC_1, sh("one", "read -r line </dev/tty; echo got $line"));
    List<String> attach = host.attachCommand(SPEC_1).orElseThrow();
    TmuxServer terminal =
        TmuxServer.of(Files.createDirectory(folder.resolve("user")), new RuntimeDirectory(folder));
    terminal.start();
    PaneId screen = terminal.open("user", attach);
    Client user = new Client(terminal.socket(), LONG);
    Client ours = new Client(server.socket(), LONG);
    Patience patience = new Patience(LONG);
    while (ours.ask("list-clients").text("clients").isEmpty()) {
      assertThat(patience.pause()).isTrue();
    }

    user.ask("send-keys", "-t", screen.value(), "-l", "typed").text("typing");
    user.ask("send-keys", "-t", screen.value(), "Enter").text("typing");

    assertThat(end(job)).isEqualTo(new JobState.Exited(0, ""));
    assertThat(job.log()).hasContent("got typed");
    terminal.shutDown();
    assertThat(host.attachCommand(SPEC_10)).isEmpty();
  }

  @Test
  void aHundredJobsLeaveNothingBehind() throws Exception {
    server.start();
    assertThat(end(host.start(SPEC_1, sh("job", "exit 0")))).isEqualTo(new JobState.Exited(0, ""));

    for (int i = 0; i < 100; i++) {
      Job job = host.start(SPEC_10, sh("job-" + i, "exec sleep 1000"));
      assertThat(host.end(job, LONG)).isEmpty();
    }

    assertThat(server.panes()).extracting(Pane::name).containsExactly(SPEC_1);
    // The first job's script may just be going.
    Patience patience = new Patience(LONG);
    while (processesOf(server) > 0) {
      assertThat(patience.pause()).isTrue();
    }
  }

  private static long processesOf(TmuxServer server) {
    var running = (ServerState.Running) server.state();
    // tmux 3.3a now and then leaves a zombie until its next child ends; that is no process here.
    return ProcessHandle.of(running.identity().pid())
        .orElseThrow()
        .descendants()
        .filter(handle -> ProcessIdentity.of(handle.pid()).isPresent())
        .count();
  }

  @Test
  void theSocketIsOursAlone() throws IOException {
    server.start();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.socket())))
        .endsWith("------");
  }

  private void awaitDead(JobName name) {
    Patience patience = new Patience(LONG);
    while (host.find(name).orElseThrow().life() != Pane.Life.DEAD) {
      assertThat(patience.pause()).isTrue();
    }
  }

  private JobState end(Job job) throws InterruptedException {
    watch.watch(job);
    return watch.await(LONG).orElseThrow().state();
  }

  private JobSpec sh(String job, String script) {
    return JobSpec.of(folder.resolve(job), folder, List.of("sh", "-c", script));
  }
}
