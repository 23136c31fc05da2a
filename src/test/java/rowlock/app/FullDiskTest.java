package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.RunOutcome;
import rowlock.journal.JournalException;
import rowlock.process.Command;
import rowlock.process.Result;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.RetryPolicy;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.task.Terms;

/// A run whose disk fills up: a small one of its own, which only root can mount.
final class FullDiskTest {
  @TempDir Path folder;
  private Path disk = Path.of("");
  private boolean mounted;

  @BeforeEach
  void mount() throws IOException {
    disk = Files.createDirectory(folder.resolve("disk"));
    Result result =
        Command.of(folder, "mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString())
            .run();
    mounted = result.succeeded();
    assumeTrue(mounted, "only root can mount a small disk, so no disk was filled");
  }

  @AfterEach
  void unmount() {
    if (mounted) {
      assertThat(Command.of(folder, "umount", disk.toString()).run().succeeded()).isTrue();
    }
  }

  @Test
  void aRunSaysThatItsDiskIsFullLosesNothingAndGoesOnLater() throws IOException {
    Ranch ranch = new Ranch(disk).founded();
    Path traces = Files.createFile(folder.resolve("traces"));
    Path filler = disk.resolve(".rowlock/filler");
    NewTask first = Ranch.task("first", "echo first >>%s; echo 1 >first.txt".formatted(traces));
    String fill =
        """
        if ! grep -q fill %1$s; then echo fill >>%1$s; cat /dev/zero >%2$s; fi
        echo 2 >second.txt
        """
            .formatted(traces, filler);
    NewTask second = after("first", Ranch.task("second", fill));

    Optional<RuntimeException> trouble = conductOnFullDisk(ranch, first, second);
    assertThat(filler).exists();
    Files.delete(filler);

    assertThat(ranch.conduct(first, second)).isEqualTo(RunOutcome.DONE);
    assertThat(trouble.orElseThrow()).hasStackTraceContaining("No space left on device");
    assertThat(Files.readAllLines(traces)).containsOnlyOnce("first");
    assertThat(ranch.task("first").state()).isInstanceOf(TaskState.Done.class);
    assertThat(ranch.git("show", "rowlock/r:second.txt")).isEqualTo("2");
    ranch.git("fsck", "--full", "--strict", "--no-dangling");
  }

  private static Optional<RuntimeException> conductOnFullDisk(Ranch ranch, NewTask... tasks) {
    try {
      ranch.conduct(tasks);
      return Optional.empty();
    } catch (JournalException | UncheckedIOException trouble) {
      return Optional.of(trouble);
    }
  }

  private static NewTask after(String before, NewTask task) {
    Terms patient =
        new Terms(
            Terms.NORMAL.priority(),
            new RetryPolicy(5, Duration.ofSeconds(1)),
            Duration.ofMinutes(2));
    return new NewTask(
        task.id(), task.spec().with(patient).with(Links.after(List.of(new TaskId(before)))));
  }
}
