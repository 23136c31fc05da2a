package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadyWorktreesTest {
  private static final WorktreeName W1 = new WorktreeName("w1");
  private static final WorktreeName W2 = new WorktreeName("w2");
  private static final BranchName T1 = new BranchName("rowlock/run/t1");
  private static final BranchName T2 = new BranchName("rowlock/run/t2");

  @TempDir Path temporary;
  private Sandbox sandbox;
  private CountingGit git;
  private WorktreePool pool;
  private CommitId base;

  @BeforeEach
  void open() {
    sandbox = Sandbox.withOneCommit(temporary);
    git = new CountingGit(sandbox.root);
    Repository repository = Repository.open(sandbox.checkout, sandbox.state, git.program());
    pool = repository.worktrees(sandbox.folder);
    base = repository.head().commit();
    git.forget();
  }

  @Test
  void readyWorktreesAreHandedOutByOneTransactionAndNothingElse() {
    assertThat(pool.warm(3, base).ready()).isEqualTo(3);
    git.forget();

    List<WorktreePool.Lending> lent = pool.borrow(orders(3));

    assertThat(git.asked()).singleElement().asString().startsWith("update-ref");
    assertThat(lent).allSatisfy(lending -> assertClean(worktree(lending)));
    assertThat(pool.ready(base)).isZero();
    sandbox.assertSound();
  }

  @Test
  void moreThanAreReadyAreCheckedOut() {
    pool.warm(1, base);

    List<WorktreePool.Lending> lent = pool.borrow(orders(3));

    assertThat(lent).allSatisfy(lending -> assertClean(worktree(lending)));
    assertThat(pool.names()).hasSize(3);
    sandbox.assertSound();
  }

  @Test
  void whatSomebodyDidInAReadyWorktreeDoesNotReachTheNextAgent() throws IOException {
    for (String path : List.of("a.txt", "new.txt", "deep/er/new.txt", "ignored.log")) {
      pool.warm(1, base);
      Sandbox.write(sandbox.folder.resolve(".ready-1"), path, "x\n");

      Worktree worktree = pool.borrow(W1, base, T1).worktree();

      assertClean(worktree);
      pool.remove(W1);
    }
    pool.warm(1, base);
    Files.delete(sandbox.folder.resolve(".ready-1/b.txt"));
    assertClean(pool.borrow(W1, base, T1).worktree());
  }

  @Test
  void changesHiddenFromGitInAReadyWorktreeAreNoticed() {
    pool.warm(1, base);
    Path folder = sandbox.folder.resolve(".ready-1");
    sandbox.git(folder, "update-index", "--assume-unchanged", "a.txt");
    Sandbox.write(folder, "a.txt", "x\n");

    assertClean(pool.borrow(W1, base, T1).worktree());
  }

  @Test
  void aReadyWorktreeOfAnotherCommitIsMoved() {
    pool.warm(2, base);
    sandbox.write("new.txt", "new\n");
    CommitId next = sandbox.commit("second");

    Worktree worktree = pool.borrow(W1, next, T1).worktree();

    assertThat(worktree.path().resolve("new.txt")).exists();
    assertThat(sandbox.git(worktree.path(), "status", "--porcelain")).isEmpty();
    assertThat(pool.warm(2, next).ready()).isEqualTo(2);
    assertThat(pool.ready(next)).isEqualTo(2);
    assertThat(pool.ready(base)).isZero();
  }

  @Test
  void readyWorktreesOutliveARestartAndAreNoAgents() {
    pool.warm(2, base);

    WorktreePool after = sandbox.open().worktrees(sandbox.folder);

    assertThat(after.ready(base)).isEqualTo(2);
    assertThat(after.names()).isEmpty();
    assertClean(after.borrow(W1, base, T1).worktree());
    assertThat(after.ready(base)).isOne();
    assertThat(after.names()).containsExactly(W1);
  }

  @Test
  void thoseTooManyAreDeleted() {
    pool.warm(3, base);

    assertThat(pool.warm(0, base).ready()).isZero();

    assertThat(sandbox.folder).isEmptyDirectory();
    assertThat(sandbox.git(sandbox.checkout, "worktree", "list").lines()).hasSize(1);
    assertThatThrownBy(() -> pool.warm(WorktreePool.MAX_READY + 1, base))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHandOutCutOffAtAnyMomentIsMadeUpForByTheNext() throws IOException {
    Path admins = sandbox.checkout.resolve(".git/worktrees");
    for (String left : List.of("own", "admin", "folder")) {
      pool.warm(1, base);
      Path admin =
          Path.of(sandbox.git(sandbox.folder.resolve(".ready-1"), "rev-parse", "--git-dir"));
      Path kept = kept();
      // The order in which they are moved.
      Files.move(kept, kept.resolveSibling("w1"));
      if (!left.equals("own")) {
        String name = admin.getFileName().toString().replace(".ready-1", "w1");
        Files.move(admin, admins.resolve(name));
      }
      if (left.equals("folder")) {
        Files.move(sandbox.folder.resolve(".ready-1"), sandbox.folder.resolve("w1"));
      }

      WorktreePool after = sandbox.open().worktrees(sandbox.folder);
      Borrowed borrowed = after.borrow(W1, base, T1);

      assertThat(borrowed.parked()).as(left).isEmpty();
      assertClean(borrowed.worktree());
      assertThat(after.warm(1, base).ready()).isOne();
      assertClean(after.borrow(W2, base, T2).worktree());
      sandbox.assertSound();
      after.remove(W1);
      after.remove(W2);
      pool = sandbox.open().worktrees(sandbox.folder);
    }
  }

  @Test
  void oneOrderThatCannotBeMetDoesNotFailTheOthers() {
    sandbox.git(sandbox.checkout, "branch", "taken");
    BranchName below = new BranchName("taken/by-a-folder");
    sandbox.git(sandbox.checkout, "switch", "-q", "-c", T2.value());

    List<WorktreePool.Lending> lent =
        pool.borrow(
            List.of(
                new WorktreePool.Order(W1, base, T1),
                new WorktreePool.Order(W2, base, T2),
                new WorktreePool.Order(new WorktreeName("w3"), base, below)));

    assertClean(worktree(lent.getFirst()));
    assertThat(lent.subList(1, 3))
        .allSatisfy(lending -> assertThat(lending).isInstanceOf(WorktreePool.Lending.Failed.class));
    assertThat(lent)
        .extracting(WorktreePool.Lending::name)
        .extracting(WorktreeName::value)
        .containsExactly("w1", "w2", "w3");
  }

  @Test
  void uncommittedWorkOfEachIsParkedBeforeManyAreHandedOutAgain() {
    for (WorktreePool.Lending lending : pool.borrow(orders(3))) {
      Sandbox.write(worktree(lending).path(), "a.txt", "of " + lending.name() + "\n");
    }
    List<WorktreePool.Order> next =
        IntStream.range(0, 3)
            .mapToObj(n ->
                new WorktreePool.Order(
                    new WorktreeName("n" + n), base, new BranchName("rowlock/next/t" + n)))
            .toList();

    List<WorktreePool.Lending> lent = pool.borrow(next);

    assertThat(lent)
        .allSatisfy(lending -> {
          WorktreePool.Lending.Lent one = (WorktreePool.Lending.Lent) lending;
          assertThat(one.borrowed().parked())
              .singleElement()
              .satisfies(parked ->
                  assertThat(sandbox.show(((Parked.Work) parked).commit(), "a.txt"))
                      .isEqualTo("of " + one.name()));
          assertClean(one.borrowed().worktree());
        });
    sandbox.assertSound();
  }

  @Test
  void aNameOrABranchCannotBeOrderedTwice() {
    WorktreePool.Order order = new WorktreePool.Order(W1, base, T1);

    for (WorktreePool.Order other :
        List.of(new WorktreePool.Order(W1, base, T2), new WorktreePool.Order(W2, base, T1))) {
      assertThatThrownBy(() -> pool.borrow(List.of(order, other)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aReadyWorktreeThatWasDeletedIsNotHandedOut() {
    pool.warm(2, base);
    Disk.delete(sandbox.folder.resolve(".ready-1"));

    assertClean(pool.borrow(W1, base, T1).worktree());
    assertClean(pool.borrow(W2, base, T2).worktree());
    assertThat(pool.warm(2, base).ready()).isEqualTo(2);
    assertThat(pool.ready(base)).isEqualTo(2);
  }

  @Test
  void aForeignGitThatTidiesUpMeanwhileDoesNoHarm() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> tidying =
          threads.submit(() -> {
            for (int i = 0; i < 8; i++) {
              sandbox.git(sandbox.checkout, "worktree", "prune", "--expire=now");
              sandbox.git(sandbox.checkout, "gc", "-q", "--prune=2.weeks.ago");
            }
          });
      for (int round = 0; round < 3; round++) {
        pool.warm(3, base);
        pool.borrow(orders(5)).forEach(lending -> assertClean(worktree(lending)));
        pool.names().forEach(pool::remove);
      }
      tidying.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
    sandbox.assertSound();
  }

  private Path kept() {
    return Disk.entries(sandbox.state).stream()
        .filter(path -> path.getFileName().toString().startsWith("worktrees-"))
        .findFirst()
        .orElseThrow()
        .resolve(".ready-1");
  }

  private List<WorktreePool.Order> orders(int count) {
    return IntStream.range(0, count)
        .mapToObj(n ->
            new WorktreePool.Order(
                new WorktreeName("n" + n), base, new BranchName("rowlock/run/n" + n)))
        .toList();
  }

  private static Worktree worktree(WorktreePool.Lending lending) {
    return switch (lending) {
      case WorktreePool.Lending.Lent(Borrowed borrowed) -> borrowed.worktree();
      case WorktreePool.Lending.Failed(WorktreeName _, GitException cause) -> throw cause;
    };
  }

  private void assertClean(Worktree worktree) {
    assertThat(sandbox.git(worktree.path(), "status", "--porcelain", "--ignored", "--branch"))
        .isEqualTo("## " + worktree.branch());
    assertThat(sandbox.head(worktree.path())).isEqualTo(worktree.base());
    assertThat(worktree.path().resolve("a.txt")).hasContent("a");
    assertThat(worktree.path().resolve("b.txt")).hasContent("b");
  }
}
