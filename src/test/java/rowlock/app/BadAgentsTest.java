package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.RunOutcome;
import rowlock.task.TaskState;

/// Runs with agents that do what no agent should.
final class BadAgentsTest {
  @TempDir Path folder;
  private Ranch ranch = new Ranch(Path.of(""));

  @BeforeEach
  void repository() throws IOException {
    ranch = new Ranch(folder).founded();
  }

  @Test
  void anAgentThatPrintsAGibibyteIsHeardAndItsLogBounded() throws IOException {
    String flood = "head -c 1073741824 /dev/zero | tr '\\0' x; echo work >work.txt";

    assertThat(ranch.conduct(Ranch.task("loud", flood))).isEqualTo(RunOutcome.DONE);

    assertThat(ranch.git("show", "rowlock/r:work.txt")).isEqualTo("work");
    try (Stream<Path> files = Files.walk(ranch.home())) {
      assertThat(files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum())
          .isBetween(1L << 20, 64L << 20);
    }
  }

  @Test
  void whatAnAgentLeftInTheBackgroundIsEnded() {
    String daemons =
        "setsid sleep 7654321 >/dev/null 2>&1 & (sleep 7654321 &) ;"
            + " nohup sleep 7654321 & echo w >w";

    assertThat(ranch.conduct(Ranch.task("father", daemons))).isEqualTo(RunOutcome.DONE);

    assertThat(ranch.processes("7654321")).isEmpty();
  }

  @Test
  void anAgentThatDeletesItsWorktreeFailsAndHarmsNobody() {
    String vandal = "cd ..; rm -rf \"$OLDPWD\"";

    RunOutcome outcome =
        ranch.conduct(Ranch.task("vandal", vandal), Ranch.task("good", "echo good >good.txt"));

    assertThat(ranch.task("good").state()).isInstanceOf(TaskState.Done.class);
    assertThat(outcome).isIn(RunOutcome.DONE, RunOutcome.PARTIAL);
    assertThat(ranch.git("ls-tree", "--name-only", "rowlock/r")).isEqualTo("begin.txt\ngood.txt");
    assertThat(ranch.git("status", "--porcelain")).isEmpty();
    ranch.git("fsck", "--full", "--strict", "--no-dangling");
  }

  @Test
  void hooksAndSettingsOfAnAgentNeverWorkAndAreTakenBack() throws IOException {
    Path canary = folder.resolve("canary");
    String settings = Files.readString(folder.resolve(".git/config"));
    String common = "'" + folder.resolve(".git") + "'";
    String burglar =
        """
        for hook in post-checkout pre-commit post-commit reference-transaction post-merge; do
          printf '#!/bin/sh\\necho fired >>%1$s\\n' >%2$s/hooks/$hook
          chmod +x %2$s/hooks/$hook
        done
        git config core.fsmonitor 'echo fired >>%1$s; false'
        git config core.sshCommand 'echo fired >>%1$s'
        git config filter.evil.clean 'echo fired >>%1$s; cat'
        git config filter.evil.smudge 'echo fired >>%1$s; cat'
        echo '* filter=evil' >.gitattributes
        echo work >work.txt
        """
            .formatted(canary.toString().replace("'", ""), common);

    RunOutcome outcome =
        ranch.conduct(Ranch.task("a", burglar), Ranch.task("b", "echo more >more.txt"));

    assertThat(outcome).isIn(RunOutcome.DONE, RunOutcome.PARTIAL);
    assertThat(canary).doesNotExist();
    assertThat(Files.readString(folder.resolve(".git/config"))).isEqualTo(settings);
    assertThat(folder.resolve(".git/hooks/pre-commit")).doesNotExist();
    assertThat(ranch.notices()).anyMatch(notice -> notice.startsWith("restored"));
  }

  @Test
  void anAgentThatNeverEndsIsEndedAtItsTimeout() {
    String endless = "trap '' TERM INT HUP; sleep 7654322 & while true; do sleep 1; done";

    assertThat(ranch.conduct(Ranch.task("endless", endless, Duration.ofSeconds(2))))
        .isEqualTo(RunOutcome.FAILED);

    assertThat(ranch.task("endless").state()).isInstanceOf(TaskState.Failed.class);
    assertThat(ranch.processes("7654322")).isEmpty();
  }
}
