package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a git that was killed leaves behind.
final class LockFilesTest {
  private static final WorktreeName W1 = new WorktreeName("w1");
  private static final BranchName T1 = new BranchName("rowlock/run/t1");
  private static final BranchName T2 = new BranchName("rowlock/run/t2");

  @TempDir Path temporary;
  private Sandbox sandbox;
  private Repository repository;
  private WorktreePool pool;
  private CommitId base;
  private Worktree worktree;

  @BeforeEach
  void handOut() {
    sandbox = Sandbox.withOneCommit(temporary);
    repository = sandbox.open();
    pool = repository.worktrees(sandbox.folder);
    base = repository.head().commit();
    worktree = pool.borrow(W1, base, T1).worktree();
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.lock", "HEAD.lock", "config.worktree.lock"})
  void aLockLeftInAWorktreeIsRemoved(String name) throws IOException {
    Path lock = leftOver(admin().resolve(name));
    Sandbox.write(worktree.path(), "a.txt", "work\n");

    assertThat(collect()).isInstanceOf(Collected.Work.class);
    pool.borrow(W1, base, T2);

    assertThat(lock).doesNotExist();
  }

  @Test
  void aLockLeftOnARefIsRemoved() throws IOException {
    Path lock = leftOver(sandbox.checkout.resolve(".git/refs/heads/rowlock/run/t1.lock"));
    Sandbox.write(worktree.path(), "a.txt", "work\n");

    assertThat(collect()).isInstanceOf(Collected.Work.class);

    assertThat(lock).doesNotExist();
  }

  @Test
  void aLockLeftOnThePackedRefsIsRemoved() throws IOException {
    sandbox.git(sandbox.checkout, "pack-refs", "--all");
    leftOver(sandbox.checkout.resolve(".git/packed-refs.lock"));

    assertThat(repository.refs().update(List.of(RefChange.delete(T1.ref(), base)), "deleted"))
        .isEqualTo(new RefUpdate.Updated());
    assertThat(repository.refs().at(T1.ref())).isEmpty();
  }

  @Test
  void aLockThatSomebodyHoldsIsWaitedForAndThenNamed() throws IOException {
    Path lock = admin().resolve("index.lock");
    LockFiles impatient = new LockFiles(List.of(admin()), Duration.ofMillis(30));
    Sandbox.write(worktree.path(), "a.txt", "work\n");
    GitCommand add = new GitCommand("git", List.of("add", "a.txt")).in(worktree.path());

    try (OutputStream held = Files.newOutputStream(lock)) {
      held.flush();
      age(lock, LockFiles.SETTLED.plusSeconds(5));

      assertThatThrownBy(() -> impatient.retrying(add))
          .isInstanceOf(GitException.class)
          .hasMessageContaining(lock.toString());
      assertThatThrownBy(() -> impatient.awaitEnd(lock))
          .isInstanceOf(GitException.class)
          .hasMessageContaining(lock.toString());
    }

    assertThat(lock).exists();
    assertThat(impatient.retrying(add).exitCode()).isZero();
  }

  @Test
  void aLockOlderThanAnyGitIsRemovedEvenIfSomebodyHasItOpen() throws IOException {
    Path lock = admin().resolve("index.lock");
    Sandbox.write(worktree.path(), "a.txt", "work\n");

    try (OutputStream held = Files.newOutputStream(lock)) {
      held.flush();
      age(lock, LockFiles.ABANDONED.plusSeconds(5));

      assertThat(collect()).isInstanceOf(Collected.Work.class);
    }
  }

  @Test
  void aLockOutsideOurFoldersIsNeverRemoved() throws IOException {
    Path lock = leftOver(sandbox.root.resolve("elsewhere/index.lock"));
    Path admin = admin();
    LockFiles locks = new LockFiles(List.of(admin));

    assertThat(locks.isLeftOver(lock)).isFalse();
    assertThat(locks.isLeftOver(leftOver(admin.resolve("index.lock")))).isTrue();
  }

  @Test
  void theUsersOwnLockDoesNotStopUs() throws IOException {
    leftOver(sandbox.checkout.resolve(".git/index.lock"));
    leftOver(sandbox.checkout.resolve(".git/config.lock"));
    Sandbox.write(worktree.path(), "a.txt", "work\n");

    assertThat(repository.isDirty()).isFalse();
    assertThat(collect()).isInstanceOf(Collected.Work.class);
    assertThat(sandbox.checkout.resolve(".git/index.lock")).exists();
  }

  private Path leftOver(Path lock) throws IOException {
    Sandbox.write(lock.resolveSibling(""), lock.getFileName().toString(), "");
    return age(lock, LockFiles.SETTLED.plusSeconds(5));
  }

  private static Path age(Path lock, Duration age) throws IOException {
    return Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(age)));
  }

  private Collected collect() {
    return worktree.collect("work", Sandbox.ADA, Sandbox.WHEN);
  }

  private Path admin() throws IOException {
    try (Stream<Path> all = Files.list(sandbox.checkout.resolve(".git/worktrees"))) {
      return all.toList().getFirst();
    }
  }
}
