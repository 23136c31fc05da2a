package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorktreePoolTest {
  private static final WorktreeName W1 = new WorktreeName("w1");
  private static final WorktreeName W2 = new WorktreeName("w2");
  private static final BranchName T1 = new BranchName("rowlock/run/t1");
  private static final BranchName T2 = new BranchName("rowlock/run/t2");

  @TempDir Path temporary;
  private Sandbox sandbox;
  private Repository repository;
  private WorktreePool pool;
  private CommitId base;

  @BeforeEach
  void open() {
    sandbox = Sandbox.withOneCommit(temporary);
    repository = sandbox.open();
    pool = repository.worktrees(sandbox.folder);
    base = repository.head().commit();
  }

  @Test
  void aBorrowedWorktreeIsCleanAtTheBaseOnItsBranch() {
    Borrowed borrowed = pool.borrow(W1, base, T1);

    Path path = borrowed.worktree().path();
    assertThat(borrowed.parked()).isEmpty();
    assertThat(sandbox.git(path, "status", "--porcelain", "--branch")).isEqualTo("## " + T1);
    assertThat(sandbox.head(path)).isEqualTo(base);
    assertThat(path.resolve("a.txt")).hasContent("a");
    sandbox.assertSound();
  }

  @Test
  void theUsersCheckoutIsNotTouched() {
    sandbox.write("a.txt", "the user's unsaved thoughts\n");
    sandbox.write("new.txt", "new\n");
    String before = sandbox.git(sandbox.checkout, "status", "--porcelain", "--branch");

    Worktree worktree = pool.borrow(W1, base, T1).worktree();
    Sandbox.write(worktree.path(), "a.txt", "changed\n");
    collect(worktree);
    pool.borrow(W1, base, T2);

    assertThat(sandbox.git(sandbox.checkout, "status", "--porcelain", "--branch"))
        .isEqualTo(before);
    assertThat(sandbox.checkout.resolve("a.txt")).hasContent("the user's unsaved thoughts");
    assertThat(sandbox.head(sandbox.checkout)).isEqualTo(base);
  }

  @Test
  void aFileThatAnEarlierTaskCommittedIsNotThereForTheNext() {
    Worktree first = pool.borrow(W1, base, T1).worktree();
    Sandbox.write(first.path(), "new.txt", "of the first task\n");
    collect(first);

    Worktree second = pool.borrow(W1, base, T2).worktree();

    assertThat(second.path().resolve("new.txt")).doesNotExist();
    assertThat(collect(second)).isInstanceOf(Collected.Nothing.class);
  }

  @Test
  void whatIsLeftUncommittedIsCollectedAsOneCommit() {
    Worktree worktree = pool.borrow(W1, base, T1).worktree();
    Sandbox.write(worktree.path(), "a.txt", "changed\n");
    Sandbox.write(worktree.path(), "deep/new ü\n.txt", "new\n");
    Sandbox.write(worktree.path(), "debug.log", "ignored\n");
    sandbox.git(worktree.path(), "rm", "-q", "b.txt");

    Collected.Work work = (Collected.Work) collect(worktree);

    assertThat(work.origin()).isEqualTo(Collected.Origin.LEFT_BEHIND);
    assertThat(repository.history().changedPaths(base, work.tip()))
        .containsExactlyInAnyOrder("a.txt", "b.txt", "deep/new ü\n.txt");
    assertThat(sandbox.ref(T1.ref().value())).contains(work.tip());
    assertThat(sandbox.git(worktree.path(), "status", "--porcelain")).isEmpty();
    assertThat(repository.history().between(base, work.tip()))
        .extracting(Commit::author)
        .containsExactly(Sandbox.ADA.toString());
    sandbox.assertSound();
  }

  @Test
  void anAgentThatChangedNothingHasNothingCollected() {
    Worktree worktree = pool.borrow(W1, base, T1).worktree();

    assertThat(collect(worktree)).isEqualTo(new Collected.Nothing());
  }

  @Test
  void workIsCollectedWhoeverCommittedIt() {
    Worktree worktree = pool.borrow(W1, base, T1).worktree();
    Sandbox.write(worktree.path(), "a.txt", "changed\n");
    CommitId own = sandbox.commit(worktree.path(), "mine");

    assertThat(collect(worktree)).isEqualTo(new Collected.Work(own, Collected.Origin.AGENT));

    Sandbox.write(worktree.path(), "b.txt", "changed too\n");
    Collected.Work both = (Collected.Work) collect(worktree);

    assertThat(both.origin()).isEqualTo(Collected.Origin.BOTH);
    assertThat(repository.history().isAncestor(own, both.tip())).isTrue();
    assertThat(collect(worktree)).extracting("tip").isEqualTo(both.tip());
  }

  @Test
  void workOnAnotherBranchOrOnNoneComesBackToTheBranch() {
    for (List<String> stray :
        List.of(
            List.of("switch", "-q", "-c", "my-own-idea"),
            List.of("switch", "-q", "--detach"),
            List.of("branch", "-m", "renamed"))) {
      Worktree worktree = pool.borrow(W1, base, T1).worktree();
      sandbox.git(worktree.path(), stray.toArray(String[]::new));
      Sandbox.write(worktree.path(), "a.txt", stray + "\n");

      Collected.Work work = (Collected.Work) collect(worktree);

      assertThat(sandbox.show(work.tip(), "a.txt")).isEqualTo(stray.toString());
      assertThat(sandbox.ref(T1.ref().value())).contains(work.tip());
      assertThat(sandbox.git(worktree.path(), "symbolic-ref", "HEAD")).isEqualTo(T1.ref().value());
    }
  }

  @Test
  void workThatWentTwoWaysIsRefusedAndKept() {
    Worktree worktree = pool.borrow(W1, base, T1).worktree();
    Sandbox.write(worktree.path(), "a.txt", "one way\n");
    CommitId one = sandbox.commit(worktree.path(), "one way");
    sandbox.git(worktree.path(), "switch", "-q", "-C", "other", base.hex());
    Sandbox.write(worktree.path(), "a.txt", "the other way\n");

    assertThat(collect(worktree)).isInstanceOf(Collected.Refused.class);
    assertThat(sandbox.ref(T1.ref().value())).contains(one);
    assertThat(worktree.path().resolve("a.txt")).hasContent("the other way");
  }

  @Test
  void uncommittedWorkIsParkedBeforeTheWorktreeIsHandedOutAgain() {
    Worktree worktree = pool.borrow(W1, base, T1).worktree();
    Sandbox.write(worktree.path(), "a.txt", "unsaved\n");
    Sandbox.write(worktree.path(), "new.txt", "new\n");
    Sandbox.write(worktree.path(), "target.log", "ignored\n");

    Borrowed again = pool.borrow(W1, base, T2);

    assertThat(again.parked()).hasSize(1);
    Parked.Work parked = (Parked.Work) again.parked().getFirst();
    assertThat(parked.ref()).isEqualTo(new RefName("refs/rowlock/parked/w1/1"));
    assertThat(sandbox.ref("refs/rowlock/parked/w1/1")).contains(parked.commit());
    assertThat(sandbox.show(parked.commit(), "a.txt")).isEqualTo("unsaved");
    assertThat(sandbox.show(parked.commit(), "new.txt")).isEqualTo("new");
    assertClean(again.worktree());
    sandbox.assertSound();
  }

  @Test
  void committedWorkOfAnEarlierAttemptIsParkedWhenItsBranchStartsAnew() {
    Worktree worktree = pool.borrow(W1, base, T1).worktree();
    Sandbox.write(worktree.path(), "a.txt", "first attempt\n");
    CommitId first = sandbox.commit(worktree.path(), "first attempt");

    Borrowed again = pool.borrow(W2, base, T1);

    assertThat(again.parked())
        .containsExactly(new Parked.Work(new RefName("refs/rowlock/parked/w2/1"), first));
    assertThat(sandbox.ref(T1.ref().value())).contains(base);
  }

  @Test
  void mergedWorkIsNotParked() {
    Worktree worktree = pool.borrow(W1, base, T1).worktree();
    Sandbox.write(worktree.path(), "a.txt", "done\n");
    CommitId done = sandbox.commit(worktree.path(), "done");

    Borrowed again = pool.borrow(W1, done, T1);

    assertThat(again.parked()).isEmpty();
    assertThat(sandbox.head(worktree.path())).isEqualTo(done);
  }

  @Test
  void aLateWriterInTheWorktreeThatLostItsBranchDoesNoHarm() {
    Path late = pool.borrow(W1, base, T1).worktree().path();
    Worktree next = pool.borrow(W2, base, T1).worktree();

    Sandbox.write(late, "a.txt", "too late\n");
    CommitId tooLate = sandbox.commit(late, "too late");

    assertThat(sandbox.ref(T1.ref().value())).contains(base);
    assertThat(collect(next)).isEqualTo(new Collected.Nothing());
    assertThat(pool.borrow(W1, base, T2).parked())
        .containsExactly(new Parked.Work(new RefName("refs/rowlock/parked/w1/1"), tooLate));
  }

  @Test
  void aBranchThatTheUserHasCheckedOutIsNotTaken() {
    sandbox.git(sandbox.checkout, "switch", "-q", "-c", T1.value());

    assertThatThrownBy(() -> pool.borrow(W1, base, T1))
        .isInstanceOf(GitException.class)
        .hasMessageContaining(T1.value());
  }

  @Test
  void changesHiddenFromGitByTheAgentDoNotReachTheNextOne() {
    for (String hidden : List.of("--assume-unchanged", "--skip-worktree")) {
      Worktree worktree = pool.borrow(W1, base, T1).worktree();
      sandbox.git(worktree.path(), "update-index", hidden, "a.txt");
      Sandbox.write(worktree.path(), "a.txt", "x\n");

      assertClean(pool.borrow(W1, base, T2).worktree());
    }
  }

  @Test
  void aWorktreeForChecksIsCleanEachTimeAndItsLitterIsNotParked() {
    Path path = pool.detachedAt(W1, base);
    Sandbox.write(path, "a.txt", "litter\n");
    Sandbox.write(path, "target/x.log", "litter\n");

    assertThat(pool.detachedAt(W1, base)).isEqualTo(path);

    assertThat(sandbox.git(path, "status", "--porcelain", "--ignored", "--branch"))
        .isEqualTo("## HEAD (no branch)");
    assertThat(sandbox.ref("refs/rowlock/parked/")).isEmpty();
  }

  @Test
  void aRemovedWorktreeLeavesItsBranchAndParksWhatWasInIt() {
    Worktree worktree = pool.borrow(W1, base, T1).worktree();
    Sandbox.write(worktree.path(), "a.txt", "unsaved\n");

    List<Parked> parked = pool.remove(W1);

    assertThat(parked).hasSize(1);
    assertThat(worktree.path()).doesNotExist();
    assertThat(pool.names()).isEmpty();
    assertThat(sandbox.ref(T1.ref().value())).contains(base);
    assertThat(sandbox.git(sandbox.checkout, "worktree", "list").lines()).hasSize(1);
  }

  @Test
  void aWorktreeIsFoundAgainAfterARestart() throws IOException {
    Worktree worktree = pool.borrow(W1, base, T1).worktree();
    Files.writeString(worktree.path().resolve("a.txt"), "before the crash\n");

    Worktree found = sandbox.open().worktrees(sandbox.folder).find(W1).orElseThrow();

    assertThat(found.branch()).isEqualTo(T1);
    assertThat(found.base()).isEqualTo(base);
    assertThat(collect(found)).isInstanceOf(Collected.Work.class);
    assertThat(pool.find(W2)).isEmpty();
  }

  private void assertClean(Worktree worktree) {
    assertThat(sandbox.git(worktree.path(), "status", "--porcelain", "--ignored", "--branch"))
        .isEqualTo("## " + worktree.branch());
    assertThat(sandbox.head(worktree.path())).isEqualTo(worktree.base());
    assertThat(worktree.path().resolve("a.txt")).hasContent("a");
  }

  private static Collected collect(Worktree worktree) {
    return worktree.collect("work of an agent", Sandbox.ADA, Sandbox.WHEN);
  }
}
