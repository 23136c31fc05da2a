package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file system that is really full, where this user may mount one; skipped elsewhere.
final class DiskFullTest {
  private static final WorktreeName W1 = new WorktreeName("w1");
  private static final WorktreeName W2 = new WorktreeName("w2");
  private static final BranchName T1 = new BranchName("rowlock/run/t1");
  private static final BranchName T2 = new BranchName("rowlock/run/t2");
  private static final int BIG = 3 << 20;

  @TempDir Path temporary;
  private Sandbox sandbox;
  private boolean mounted;

  @BeforeEach
  void open() throws IOException {
    sandbox = Sandbox.withOneCommit(temporary);
    byte[] noise = new byte[BIG];
    new Random(1).nextBytes(noise);
    Files.write(sandbox.checkout.resolve("big.bin"), noise);
    sandbox.commit("big");
    Files.createDirectories(sandbox.folder);
    mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", sandbox.folder.toString());
    assumeTrue(mounted, "this user may not mount a small file system");
  }

  @AfterEach
  void unmount() {
    if (mounted) {
      assertThat(succeeds("umount", "-l", sandbox.folder.toString())).isTrue();
    }
  }

  @Test
  void aCheckoutThatDoesNotFitFailsAloneAndIsFinishedLater() {
    Repository repository = sandbox.open();
    CommitId base = repository.head().commit();
    WorktreePool pool = repository.worktrees(sandbox.folder);
    List<WorktreePool.Order> orders =
        List.of(new WorktreePool.Order(W1, base, T1), new WorktreePool.Order(W2, base, T2));

    List<WorktreePool.Lending> lent = pool.borrow(orders);

    // Both need 3 MB, and there are 4.
    assertThat(lent).filteredOn(WorktreePool.Lending.Failed.class::isInstance).isNotEmpty();
    sandbox.assertSound();

    assertThat(succeeds("mount", "-o", "remount,size=64m", sandbox.folder.toString())).isTrue();
    List<WorktreePool.Lending> again = pool.borrow(orders);

    assertThat(again)
        .allSatisfy(lending -> {
          Borrowed borrowed = ((WorktreePool.Lending.Lent) lending).borrowed();
          assertThat(borrowed.parked()).as("a checkout cut off is nobody's work").isEmpty();
          assertThat(borrowed.worktree().path().resolve("big.bin")).hasSize(BIG);
          assertThat(sandbox.git(borrowed.worktree().path(), "status", "--porcelain")).isEmpty();
        });
    sandbox.assertSound();
  }

  @Test
  void readyWorktreesThatDoNotFitAreNotCountedAsReady() {
    Repository repository = sandbox.open();
    CommitId base = repository.head().commit();
    WorktreePool pool = repository.worktrees(sandbox.folder);

    WorktreePool.Stock stock = pool.warm(3, base);

    assertThat(stock.ready()).isEqualTo(pool.ready(base)).isLessThanOrEqualTo(1);
    assertThat(stock.failures()).hasSize(3 - stock.ready());
    sandbox.assertSound();
  }

  private static boolean succeeds(String... line) {
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
