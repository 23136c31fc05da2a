package rowlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JobTest {
  private static final JobName NAME = new JobName("spec_1");
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final JobHost host = new PlainHost();
  private final JobWatch watch = new JobWatch();

  @AfterEach
  void stopWatching() {
    watch.close();
  }

  @Test
  void bothStreamsAreLoggedAndTheStatusRecorded() throws Exception {
    Job job = host.start(NAME, sh("echo out; echo err >&2; exit 7"));

    assertThat(end(job)).isEqualTo(new JobState.Exited(7, ""));
    assertThat(job.log()).content().contains("out\n", "err\n");
    assertThat(job.logTruncated()).isFalse();
    assertThat(job.out()).doesNotExist();
    assertThat(job.directory().resolve("trouble")).isEmptyFile();
  }

  @Test
  void standardOutputIsKeptApartWhenAsked() throws Exception {
    JobSpec spec = sh("echo out; echo err >&2").with(JobSpec.Streams.LOG_AND_OUT);

    Job job = host.start(NAME, spec);

    assertThat(end(job)).isEqualTo(new JobState.Exited(0, ""));
    assertThat(job.out()).hasContent("out\n");
    assertThat(job.log()).content().contains("out\n", "err\n");
  }

  @Test
  void whileItRunsItsProcessIsKnown() throws Exception {
    Job job = host.start(NAME, sh("echo begun; exec sleep 1000"));

    assertThat(job.state())
        .isInstanceOfSatisfying(
            JobState.Running.class,
            running -> {
              assertThat(running.identity().liveness()).isEqualTo(Liveness.ALIVE);
              assertThat(ProcessIdentity.of(running.identity().pid())).contains(running.identity());
            });
    assertThat(job.end(Duration.ofSeconds(30))).isEmpty();
    assertThat(end(job)).isEqualTo(new JobState.Exited(143, ""));
  }

  @Test
  void theLogCanBeFollowedWhileTheProgramRuns() throws Exception {
    Job job = host.start(NAME, sh("printf a; read -r _ <../fifo; printf b", "fifo"));

    Patience patience = new Patience(LONG);
    while (!Files.exists(job.log()) || Files.size(job.log()) == 0) {
      assertThat(patience.pause()).isTrue();
    }
    assertThat(job.log()).hasContent("a");
    Files.writeString(folder.resolve("fifo"), "on\n");
    end(job);
    assertThat(job.log()).hasContent("ab");
  }

  @Test
  void aJobRunsOnce() throws Exception {
    JobSpec spec = sh("echo x >>../ran");
    Job job = host.start(NAME, spec);
    end(job);

    assertThatThrownBy(() -> host.start(NAME, spec))
        .isInstanceOfSatisfying(
            StartFailed.class,
            failed -> assertThat(failed.reason()).isEqualTo(StartFailed.Reason.ALREADY_STARTED));
    assertThat(folder.resolve("ran")).hasContent("x");
  }

  @Test
  void ofTwoStartsAtATimeOneRuns() throws Exception {
    Job job = Job.prepare(sh("echo x >>../ran"));
    watch.watch(job);
    List<Thread> starts =
        List.of(
            Thread.ofVirtual().start(() -> Command.of(folder, job.command()).run()),
            Thread.ofVirtual().start(() -> Command.of(folder, job.command()).run()));

    for (Thread start : starts) {
      start.join();
    }
    assertThat(job.state()).isEqualTo(new JobState.Exited(0, ""));
    assertThat(folder.resolve("ran")).hasContent("x");
  }

  @Test
  void aJobEndedBeforeItBeganNeverBegins() {
    Job job = Job.prepare(sh("touch ../ran"));
    assertThat(job.state()).isEqualTo(new JobState.NotStarted());

    assertThat(job.end(Duration.ZERO)).isEmpty();
    Command.of(folder, job.command()).run();

    assertThat(job.state()).isEqualTo(new JobState.Exited(143, "ended before it began"));
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("rowlock.process.Hostile#strings")
  void hostileArgumentsAndVariablesArriveAsTheyAre(String text) throws Exception {
    JobSpec spec =
        JobSpec.of(
                folder.resolve("job"),
                work(),
                List.of("sh", "-c", "printf '%s|%s' \"$1\" \"$GIVEN\"", "sh", text))
            .with(Environment.BASIC.with("GIVEN", text));

    Job job = host.start(NAME, spec);

    assertThat(end(job)).isEqualTo(new JobState.Exited(0, ""));
    assertThat(Files.readString(job.log())).isEqualTo(text + "|" + text);
    assertThat(canaries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x;", "#(touch CANARY)", "$(touch CANARY)", "a'b", "new\nline", "-n ~"})
  void hostileFolderNamesDoNoHarm(String text) throws Exception {
    Path hostile = Files.createDirectory(folder.resolve(text));
    JobSpec spec = JobSpec.of(hostile.resolve("job"), hostile, List.of("pwd"));

    Job job = host.start(NAME, spec);

    assertThat(end(job)).isEqualTo(new JobState.Exited(0, ""));
    assertThat(Files.readString(job.log())).isEqualTo(hostile.toRealPath() + "\n");
    assertThat(canaries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash --posix", "bash"})
  void everyShellRunsTheScript(String shell) throws Exception {
    JobSpec spec =
        sh("head -c 100000 /dev/zero; exit 3")
            .with(JobSpec.Streams.LOG_AND_OUT)
            .with(Input.of("in"))
            .keeping(1024);
    Job job = Job.prepare(spec);
    List<String> argv = new java.util.ArrayList<>(List.of(shell.split(" ", 0)));
    argv.add(job.command().getLast());

    Command.of(folder, argv).run();

    assertThat(job.state()).isEqualTo(new JobState.Exited(3, ""));
    assertThat(job.log()).hasSize(1024);
    assertThat(job.out()).hasSize(1024);
    assertThat(job.logTruncated()).isTrue();
  }

  @Test
  void ofAGibibyteTheLogKeepsItsLimitAndTheProgramEndsWell() throws Exception {
    JobSpec spec = sh("head -c 1073741824 /dev/zero").keeping(1 << 20);

    Job job = host.start(NAME, spec);

    assertThat(end(job)).isEqualTo(new JobState.Exited(0, ""));
    assertThat(job.log()).hasSize(1 << 20);
    assertThat(job.logTruncated()).isTrue();
  }

  @Test
  void inputArrivesWhole() throws Exception {
    Job job = host.start(NAME, JobSpec.of(dir(), work(), List.of("cat")).with(Input.of("a\0b")));

    end(job);

    assertThat(Files.readAllBytes(job.log())).isEqualTo(new byte[] {'a', 0, 'b'});
  }

  @Test
  void filesOfAJobAreReadableByUsAlone() throws Exception {
    Job job = host.start(NAME, sh("umask >../mask").with(Input.of("secret")));
    end(job);

    try (var files = Files.list(job.directory())) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .endsWith("------");
      }
    }
    // The program keeps the mask it would have had without us.
    assertThat(folder.resolve("mask"))
        .hasContent(Command.of(folder, "sh", "-c", "umask").run().out().text());
  }

  @Test
  void onlyAllowedVariablesReachTheProgram() throws Exception {
    Environment environment = new Environment(List.of("PATH", "KEPT_*"), Map.of("GIVEN", "g"));
    JobSpec spec = JobSpec.of(dir(), work(), List.of("env", "-0")).with(environment);
    Job job = Job.prepare(spec);
    Environment wide =
        Environment.BASIC
            .with("SECRET", "s3cret\nFAKE=1\nPATH=/nowhere")
            .with("KEPT_ONE", "two\nlines")
            .with("UID", "1");

    Command.of(folder, job.command()).with(wide).run();

    Map<String, String> seen = new java.util.TreeMap<>();
    for (String line : Files.readString(job.log()).split("\0", 0)) {
      seen.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    Set<String> names = new TreeSet<>(seen.keySet());
    // What shells set on their own.
    names.removeAll(Set.of("PWD", "OLDPWD", "SHLVL", "_", "UID"));
    assertThat(names).containsExactlyInAnyOrder("PATH", "KEPT_ONE", "GIVEN", Leash.VARIABLE);
    assertThat(seen.get("KEPT_ONE")).isEqualTo("two\nlines");
    assertThat(seen.get("PATH")).isEqualTo(System.getenv("PATH"));
    try (var files = Files.list(job.directory())) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).doesNotContain("s3cret");
      }
    }
  }

  @Test
  void theKilledJobIsVanishedAndItsProgramCanStillBeEnded() throws Exception {
    Job job = host.start(NAME, sh("trap '' TERM HUP; sleep 97651; sleep 97652"));
    watch.watch(job);
    ProcessIdentity wrapper = job.identity().orElseThrow();

    Signal.KILL.sendTo(wrapper.pid());

    assertThat(watch.await(LONG).orElseThrow())
        .isEqualTo(new JobWatch.Ended(job, new JobState.Vanished()));
    assertThat(job.end(Duration.ofMillis(100))).isEmpty();
    assertThat(Running.withArguments("97651", "97652")).isEmpty();
    assertThat(job.state()).isEqualTo(new JobState.Exited(137, "killed"));
  }

  @Test
  void daemonsAreEndedWithTheJob() throws Exception {
    String script =
        "setsid sh -c 'setsid sleep 97653 & setsid sleep 97654 & exit' </dev/null >/dev/null 2>&1";
    Job job = host.start(NAME, sh(script + "; setsid sleep 97655 & sleep 97656"));
    while (Running.withArguments("97653", "97654", "97655", "97656").size() < 4) {
      Thread.onSpinWait();
    }

    assertThat(job.end(Duration.ofSeconds(10))).isEmpty();
    assertThat(Running.withArguments("97653", "97654", "97655", "97656")).isEmpty();
  }

  @Test
  void aDaemonThatKeepsTheOutputDoesNotKeepTheJob() throws Exception {
    Job job = host.start(NAME, sh("setsid sleep 97657 & echo done"));

    assertThat(end(job)).isEqualTo(new JobState.Exited(0, ""));
    assertThat(job.log()).hasContent("done");
    assertThat(job.end(Duration.ofSeconds(10))).isEmpty();
    assertThat(Running.withArguments("97657")).isEmpty();
    assertThat(job.state()).isEqualTo(new JobState.Exited(0, ""));
  }

  @Test
  void aProgramThatClosesItsOutputRunsOn() throws Exception {
    Job job = host.start(NAME, sh("exec >&- 2>&-; touch ../ran; exit 4"));

    assertThat(end(job)).isEqualTo(new JobState.Exited(4, ""));
    assertThat(folder.resolve("ran")).exists();
  }

  @Test
  void theStatusOfASignalIs128More() throws Exception {
    assertThat(end(host.start(NAME, sh("kill -9 $$")))).isEqualTo(new JobState.Exited(137, ""));
  }

  @Test
  void aDirectoryDeletedBeforeTheStartIsTold() throws Exception {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    Job job = Job.prepare(JobSpec.of(dir(), gone, List.of("true")));
    Files.delete(gone);

    Command.of(folder, job.command()).run();

    assertThat(job.state())
        .isEqualTo(new JobState.Exited(125, "the working directory cannot be entered"));
    assertThatThrownBy(
            () -> host.start(NAME, JobSpec.of(folder.resolve("other"), gone, List.of("true"))))
        .isInstanceOf(StartFailed.class);
  }

  @Test
  void aDirectoryDeletedByTheProgramDoesNoHarm() throws Exception {
    Path work = Files.createDirectory(folder.resolve("doomed"));
    JobSpec spec =
        JobSpec.of(dir(), work, List.of("sh", "-c", "rmdir \"$PWD\"; echo alive; exit 2"));

    Job job = host.start(NAME, spec);

    assertThat(end(job)).isEqualTo(new JobState.Exited(2, ""));
    assertThat(job.log()).content().contains("alive");
  }

  @Test
  void aFolderThatCannotBeWrittenIsTold() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    JobSpec inFile = JobSpec.of(folder.resolve("file/job"), folder, List.of("true"));
    JobSpec onFile = JobSpec.of(folder.resolve("file"), folder, List.of("true"));

    assertThatThrownBy(() -> host.start(NAME, inFile)).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> host.start(NAME, onFile)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void anArgumentOfAMebibyteIsRefusedBeforeAnythingIsWritten() {
    JobSpec spec = JobSpec.of(dir(), folder, List.of("echo", "x".repeat(1 << 20)));

    assertThatThrownBy(() -> host.start(NAME, spec))
        .isInstanceOfSatisfying(
            StartFailed.class,
            failed -> assertThat(failed.reason()).isEqualTo(StartFailed.Reason.ARGUMENTS_TOO_LONG));
    assertThat(dir()).doesNotExist();
  }

  @Test
  void withoutProcessesToBeHadTheJobIsNotTakenForRunning() throws Exception {
    // Root has no such limit, so the job runs as nobody.
    Assumptions.assumeTrue(
        Files.getAttribute(folder, "unix:uid").equals(0), "only root can become another user");
    Job job = Job.prepare(sh("true"));
    Command.of(folder, "chown", "-R", "65534", ".").run();
    List<String> argv =
        new java.util.ArrayList<>(
            List.of("setpriv", "--reuid=65534", "--clear-groups", "prlimit", "--nproc=1"));
    argv.addAll(job.command());

    Command.of(folder, argv).within(LONG).run();

    assertThat(job.state()).isNotInstanceOf(JobState.Running.class);
    assertThat(job.state()).isNotEqualTo(new JobState.Exited(0, ""));
  }

  private JobState end(Job job) throws InterruptedException {
    watch.watch(job);
    JobWatch.Ended ended = watch.await(LONG).orElseThrow();
    assertThat(ended.job()).isEqualTo(job);
    return ended.state();
  }

  private JobSpec sh(String script, String... fifos) {
    for (String fifo : fifos) {
      Command.of(folder, "mkfifo", fifo).run();
    }
    return JobSpec.of(dir(), work(), List.of("sh", "-c", script));
  }

  private Path dir() {
    return folder.resolve("job");
  }

  private Path work() {
    try {
      return Files.createDirectories(folder.resolve("work"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> canaries() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith(Hostile.CANARY)).toList();
    }
  }
}
