package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Eight at a time on one repository of 300 files, through two openings of it, as by two processes.
final class ManyAtOnceTest {
  private static final int THREADS = 8;
  private static final RefName INTEGRATION = new RefName("refs/heads/rowlock/integration");

  @TempDir Path temporary;
  private Sandbox sandbox;
  private Repository repository;
  private CommitId base;

  @BeforeEach
  void open() {
    sandbox = new Sandbox(temporary);
    sandbox.init();
    for (int i = 0; i < 300; i++) {
      sandbox.write("d" + i % 17 + "/f" + i + ".txt", "line\n".repeat(i));
    }
    base = sandbox.commit("300 files");
    repository = sandbox.open();
  }

  @Test
  void everyAgentGetsItsWorkMergedExactlyOnce() throws Exception {
    repository.refs().update(INTEGRATION, base, Optional.empty(), "start");
    WorktreePool pool = repository.worktrees(sandbox.folder);

    List<CommitId> merged =
        together(n -> {
          Repository own = n % 2 == 0 ? repository : sandbox.open();
          BranchName branch = new BranchName("rowlock/run/t" + n);
          Worktree worktree = pool.borrow(new WorktreeName("w" + n), base, branch).worktree();
          Sandbox.write(worktree.path(), "d1/result-" + n + ".txt", "by " + n + "\n");
          Collected.Work work =
              (Collected.Work) worktree.collect("t" + n, Sandbox.ADA, Sandbox.WHEN);
          return merge(own, work.tip(), n);
        });

    CommitId tip = repository.refs().at(INTEGRATION).orElseThrow();
    assertThat(merged).doesNotHaveDuplicates().contains(tip);
    assertThat(sandbox.filesOf(tip)).hasSize(300 + THREADS);
    assertThat(repository.history().between(base, tip)).hasSize(2 * THREADS);
    sandbox.assertSound();
  }

  @Test
  void oneRefCreatedByAllIsCreatedByOne() throws Exception {
    List<RefUpdate> answers =
        together(n -> sandbox.open().refs().update(INTEGRATION, base, Optional.empty(), "mine"));

    assertThat(answers).filteredOn(RefUpdate.Updated.class::isInstance).hasSize(1);
    assertThat(answers).filteredOn(RefUpdate.Moved.class::isInstance).hasSize(THREADS - 1);
  }

  @Test
  void oneWorktreeWantedByAllIsHandedOutOneAfterTheOther() throws Exception {
    WorktreePool pool = repository.worktrees(sandbox.folder);

    List<Borrowed> all =
        together(
            n -> pool.borrow(new WorktreeName("same"), base, new BranchName("rowlock/run/t" + n)));

    assertThat(all).flatExtracting(Borrowed::parked).isEmpty();
    assertThat(sandbox.git(all.getFirst().worktree().path(), "status", "--porcelain")).isEmpty();
    sandbox.assertSound();
  }

  @Test
  void pointsRecordedByAllHaveNumbersOfTheirOwn() throws Exception {
    List<Integer> numbers =
        together(n ->
            sandbox
                .open()
                .recovery()
                .record("by " + n, List.of(new RefName("refs/heads/main")), Sandbox.WHEN));

    assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void aWorktreeThatWasHalfMadeIsFinishedByTheNextHandOut() throws IOException {
    WorktreePool pool = repository.worktrees(sandbox.folder);
    WorktreeName name = new WorktreeName("half");
    BranchName branch = new BranchName("rowlock/run/half");
    Path folder = pool.borrow(name, base, branch).worktree().path();
    String dotGit = Sandbox.read(folder.resolve(".git")).strip();
    Path admin = Path.of(dotGit.substring("gitdir: ".length()));
    for (Path missing :
        List.of(
            admin.resolve("HEAD"),
            admin.resolve("index"),
            admin.resolve("gitdir"),
            admin.resolve("commondir"),
            folder.resolve(".git"),
            folder.resolve("d1/f1.txt"))) {
      Files.delete(missing);

      Worktree again = pool.borrow(name, base, branch).worktree();

      assertThat(sandbox.git(again.path(), "status", "--porcelain")).as("%s", missing).isEmpty();
      assertThat(again.path().resolve("d1/f1.txt")).exists();
    }
    sandbox.assertSound();
  }

  private static CommitId merge(Repository own, CommitId tip, int n) {
    while (true) {
      CommitId onto = own.refs().at(INTEGRATION).orElseThrow();
      MergeOutcome.Merged merged = (MergeOutcome.Merged) own.merging().merge(onto, tip);
      CommitId commit =
          own.merging()
              .commit(merged.tree(), List.of(onto, tip), "merge " + n, Sandbox.ADA, Sandbox.WHEN);
      RefUpdate update = own.refs().update(INTEGRATION, commit, Optional.of(onto), "merge " + n);
      if (update instanceof RefUpdate.Updated) {
        return commit;
      }
    }
  }

  private interface Work<T> {
    T by(int number) throws IOException;
  }

  private static <T> List<T> together(Work<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<T>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      all.add(() -> {
        start.await();
        return work.by(number);
      });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(all)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
