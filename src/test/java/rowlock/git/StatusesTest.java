package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.meter.Cache;
import rowlock.meter.Level;
import rowlock.meter.Lookups;
import rowlock.meter.Meters;
import rowlock.meter.Reading;
import rowlock.meter.Work;

final class StatusesTest {
  private static final BranchName BRANCH = new BranchName("rowlock/run/t1");

  @TempDir Path temporary;
  private Sandbox sandbox;
  private CountingGit git;
  private Repository repository;
  private Worktree worktree;

  @BeforeEach
  void open() {
    sandbox = Sandbox.withOneCommit(temporary);
    git = new CountingGit(sandbox.root);
    repository = Repository.open(sandbox.checkout, sandbox.state, git.program());
    worktree =
        repository
            .worktrees(sandbox.folder)
            .borrow(new WorktreeName("w1"), repository.head().commit(), BRANCH)
            .worktree();
  }

  @Test
  void anUnchangedStateIsToldWithoutAProcess() {
    Statuses.Status first = settled();
    git.forget();

    assertThat(worktree.status()).isEqualTo(first);
    assertThat(git.asked()).isEmpty();
    assertThat(first.branch()).contains(BRANCH.ref());
    assertThat(first.head()).contains(worktree.base());
    assertThat(first.isDirty()).isFalse();
    assertThat(repository.statuses().counts().remembered()).isPositive();
  }

  @Test
  void gitsAndWhatIsSparedAreMeasured() {
    settled();
    Meters meters = new Meters(Instant.EPOCH);
    repository.measure(meters);

    worktree.status();
    repository.statuses().remember(0, Duration.ZERO);
    worktree.status();
    repository.resolve("nothing");
    repository.merging().merge(worktree.base(), worktree.base());
    assertThatThrownBy(() -> repository.history().latest(new CommitId("0".repeat(40)), 1))
        .isInstanceOf(GitException.class);

    assertThat(meters.of(Cache.GIT_STATUS).read()).contains(new Lookups.Found(1, 1));
    Reading reads = meters.of(Work.GIT_READ).read().orElseThrow();
    assertThat(reads.count()).as("status, rev-parse, log").isEqualTo(3);
    assertThat(reads.failures()).as("log").isEqualTo(1);
    assertThat(meters.of(Work.GIT_WRITE).read().orElseThrow().failures()).isZero();
    assertThat(meters.read(Level.GIT_CACHED)).hasValue(0);
    assertThat(meters.read(Level.GIT_RUNNING)).hasValue(0);
  }

  @Test
  void everyKindOfChangeIsNoticed() throws IOException {
    settled();
    Path file = worktree.path().resolve("a.txt");
    FileTime before = Files.getLastModifiedTime(file);

    Files.writeString(file, "b\n");
    Files.setLastModifiedTime(file, before);
    assertThat(worktree.status().changed()).as("same size and time").containsExactly("a.txt");

    settled();
    Sandbox.write(worktree.path(), "deep/new.txt", "new\n");
    assertThat(worktree.status().changed()).containsExactlyInAnyOrder("a.txt", "deep/new.txt");

    settled();
    Sandbox.write(worktree.path(), "deep/.gitignore", "new.txt\n");
    assertThat(worktree.status().changed())
        .contains("deep/.gitignore")
        .doesNotContain("deep/new.txt");

    settled();
    sandbox.git(worktree.path(), "add", "-A");
    assertThat(worktree.status().staged()).isTrue();

    settled();
    CommitId next = sandbox.commit(worktree.path(), "next");
    assertThat(worktree.status().head()).contains(next);
    assertThat(worktree.status().isDirty()).isFalse();

    settled();
    sandbox.git(sandbox.checkout, "update-ref", BRANCH.ref().value(), worktree.base().hex());
    assertThat(worktree.status().head()).as("moved from outside").contains(worktree.base());

    settled();
    sandbox.git(worktree.path(), "switch", "-q", "--detach");
    assertThat(worktree.status().branch()).isEmpty();
  }

  @Test
  void whatIsRememberedIsLimited() {
    repository.statuses().remember(0, Duration.ofMinutes(1));
    worktree.status();
    worktree.status();
    assertThat(repository.statuses().counts()).isEqualTo(new Statuses.Counts(0, 2, 0));

    repository.statuses().remember(10, Duration.ZERO);
    settledFiles();
    worktree.status();
    worktree.status();
    assertThat(repository.statuses().counts()).isEqualTo(new Statuses.Counts(0, 4, 1));
    assertThatThrownBy(() -> repository.statuses().remember(-1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCheckoutThatWasDeletedHasNoState() {
    settled();
    Disk.delete(worktree.path());

    assertThatThrownBy(worktree::status)
        .isInstanceOf(GitException.class)
        .hasMessageContaining("not there");
  }

  @Test
  void theStateOfTheUsersCheckoutIsTold() {
    sandbox.write("a.txt", "x\n");

    assertThat(repository.status().changed()).containsExactly("a.txt");
  }

  /// The state, told so long after the last change that it is remembered.
  private Statuses.Status settled() {
    settledFiles();
    return worktree.status();
  }

  private void settledFiles() {
    while (!worktreeFingerprint().isSettled()) {
      Thread.onSpinWait();
    }
  }

  private Fingerprint worktreeFingerprint() {
    String link = Sandbox.read(worktree.path().resolve(".git")).strip();
    Path index = Path.of(link.substring("gitdir: ".length())).resolve("index");
    return Fingerprint.of(worktree.path(), List.of(index)).orElseThrow();
  }
}
