package rowlock.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs in numbers, and jobs whose starter is gone.
final class JobHistoryTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final JobName NAME = new JobName("many");

  @TempDir private Path folder;
  private final JobHost host = new PlainHost();

  @Test
  void aJobOutlivesAKilledStarterAndIsAdopted() throws Exception {
    assertThat(Command.of(folder, "mkfifo", "fifo").run().succeeded()).isTrue();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Result starter =
        Command.of(
                folder,
                List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    StarterThatDies.class.getName(),
                    folder.toString()))
            .run();
    assertThat(starter.ending()).as(starter.err().text()).isEqualTo(new Result.Ending.Exited(137));

    Job job = Job.at(folder.resolve("job"));
    assertThat(job.state()).isInstanceOf(JobState.Running.class);
    try (JobWatch watch = new JobWatch()) {
      watch.watch(job);
      Files.writeString(folder.resolve("fifo"), "after the death\n");
      assertThat(watch.await(LONG).orElseThrow().state()).isEqualTo(new JobState.Exited(9, ""));
    }
    assertThat(job.log()).hasContent("begun\nafter the death");
  }

  @Test
  void theEndOfEachOfFiftyJobsIsToldOnce() throws Exception {
    Set<Job> started = new HashSet<>();
    List<Job> told = new ArrayList<>();
    assertThat(Command.of(folder, "mkfifo", "gate").run().succeeded()).isTrue();
    try (JobWatch watch = new JobWatch()) {
      for (int i = 0; i < 50; i++) {
        Job job = host.start(NAME, sh("job-" + i, ": <gate; exit " + i));
        watch.watch(job);
        watch.watch(job);
        started.add(job);
      }
      RandomAccessFile gate = new RandomAccessFile(folder.resolve("gate").toFile(), "rw");
      for (int i = 0; i < 50; i++) {
        told.add(watch.await(LONG).orElseThrow().job());
      }
      gate.close();
      assertThat(watch.await(Duration.ZERO)).isEmpty();
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(started);
  }

  @Test
  void aHundredCyclesLeaveNoProcessAndNoDescriptor() throws Exception {
    cycle(0);
    long descriptors = count(Path.of("/proc/self/fd"));
    long threads = count(Path.of("/proc/self/task"));

    for (int i = 1; i <= 100; i++) {
      cycle(i);
    }

    assertThat(count(Path.of("/proc/self/fd"))).isLessThanOrEqualTo(descriptors);
    assertThat(Running.withArguments("97431")).isEmpty();
    // A process of the JDK's own reaps each child; it stays for a minute to be used again.
    assertThat(count(Path.of("/proc/self/task"))).isLessThanOrEqualTo(threads + 4);
  }

  private void cycle(int i) {
    Job job = host.start(NAME, sh("job-" + i, "setsid sleep 97431 & exec sleep 97431"));
    assertThat(job.end(LONG)).isEmpty();
    Job watched = host.start(NAME, sh("watched-" + i, "true"));
    try (JobWatch watch = new JobWatch()) {
      watch.watch(watched);
      assertThat(watch.await(LONG)).isPresent();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(sh().run().succeeded()).isTrue();
  }

  private Command sh() {
    return Command.of(folder, "sh", "-c", "exit 0").with(Environment.BASIC.leashed(Leash.random()));
  }

  private static long count(Path directory) throws java.io.IOException {
    try (var files = Files.list(directory)) {
      return files.count();
    }
  }

  @Test
  void anEndAskedForWhileTheJobBeginsIsNotLost() {
    for (int i = 0; i < 20; i++) {
      Job job = host.start(NAME, sh("job-" + i, "sleep 97432"));

      // Far longer than the test may take: the asking alone must do.
      assertThat(job.end(Duration.ofMinutes(5))).isEmpty();
      assertThat(job.state()).isNotEqualTo(new JobState.Exited(137, "killed"));
    }
  }

  @Test
  void aProgramThatForksAllTheTimeIsEnded() {
    String forker =
        "trap '' TERM; while :; do setsid sleep 97433 & " + "sleep 97433 & sleep 0.01; done";
    Job job = host.start(NAME, sh("job", forker));

    assertThat(job.end(Duration.ofMillis(200))).isEmpty();
    assertThat(Running.withArguments("97433")).isEmpty();
  }

  @Test
  void aSessionWhoseNumberWasUsedAgainIsNotTouched() {
    Job job = host.start(NAME, sh("job", "exec sleep 97434"));
    ProcessIdentity here = job.identity().orElseThrow();
    ProcessIdentity earlier = new ProcessIdentity(here.pid(), here.startTicks() - 1, here.boot());

    assertThat(Termination.of(earlier, Leash.random()).end(Duration.ZERO)).isEmpty();
    assertThat(Termination.of(earlier).end(Duration.ZERO)).isEmpty();

    assertThat(job.state()).isInstanceOf(JobState.Running.class);
    assertThat(job.end(LONG)).isEmpty();
  }

  @Test
  void aRecordFromAnotherBootIsVanished() throws Exception {
    Job job = Job.prepare(sh("job", "true"));
    ProcessIdentity me = ProcessIdentity.current();
    String elsewhen = new ProcessIdentity(me.pid(), me.startTicks(), "another-boot").text();
    Files.writeString(job.directory().resolve("pid"), elsewhen);

    assertThat(job.state()).isEqualTo(new JobState.Vanished());
    assertThat(job.end(Duration.ZERO)).isEmpty();
  }

  @Test
  void aStarterThatWasStoppedAsItRecordedItsProcessIsUnknownAndNeverBegins() throws Exception {
    Job job = Job.prepare(sh("job", "touch ran"));
    Files.createFile(job.directory().resolve("pid"));

    assertThat(job.state()).isInstanceOf(JobState.Unknown.class);
    assertThat(job.identity()).isEmpty();
    assertThat(job.end(Duration.ZERO)).isEmpty();

    assertThat(job.state()).isEqualTo(new JobState.Exited(143, "ended before it began"));
    // What the starter would find when it goes on: the file is its own.
    Files.delete(job.directory().resolve("pid"));
    assertThat(Command.of(folder, job.command()).run().ending())
        .isEqualTo(new Result.Ending.Exited(125));
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void ofJobsAwaitedTogetherThoseThatDoNotBeginAreTold() {
    Job runs = Job.prepare(sh("runs", "true"));
    Job never = Job.prepare(sh("never", "touch ran"));
    assertThat(Command.of(folder, runs.command()).run().succeeded()).isTrue();

    Map<Job, StartFailed> failed = Job.awaitStarts(List.of(runs, never), Set::copyOf);

    assertThat(failed).containsOnlyKeys(never);
    Command.of(folder, never.command()).run();
    assertThat(folder.resolve("ran")).doesNotExist();
    assertThat(runs.state()).isEqualTo(new JobState.Exited(0, ""));
  }

  @Test
  void namesThatAShellOrTmuxCouldReadAreRefused() {
    for (String name : List.of("", "A", "a b", "-a", "_a", "x;", "a.b", "a:b", "a".repeat(41))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new JobName(name));
    }
    assertThat(new JobName("a".repeat(40)).value()).hasSize(40);
  }

  private JobSpec sh(String name, String script) {
    return JobSpec.of(folder.resolve(name), folder, List.of("sh", "-c", script));
  }
}
