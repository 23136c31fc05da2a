package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent can do to its worktree and its refs, and that work and other folders survive it.
final class HostileWorktreeTest {
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

  @Test
  void aDeletedFolderIsMadeAgain() {
    sandbox.run(sandbox.root, List.of("rm", "-rf", worktree.path().toString()));

    assertThat(collect()).isInstanceOf(Collected.Refused.class);
    Borrowed again = pool.borrow(W1, base, T2);

    assertThat(again.parked()).isEmpty();
    assertClean(again.worktree());
  }

  @Test
  void aDeletedFolderLosesNoCommit() {
    Sandbox.write(worktree.path(), "a.txt", "work\n");
    CommitId own = sandbox.commit(worktree.path(), "work");
    sandbox.run(sandbox.root, List.of("rm", "-rf", worktree.path().toString()));
    sandbox.git(sandbox.checkout, "worktree", "prune");

    assertThat(collect()).isEqualTo(new Collected.Work(own, Collected.Origin.AGENT));
  }

  @Test
  void aFolderReplacedByALinkIsNotFollowed() throws IOException {
    Path precious = Files.createDirectories(sandbox.root.resolve("precious"));
    Sandbox.write(precious, "thesis.txt", "years of work\n");
    sandbox.run(sandbox.root, List.of("rm", "-rf", worktree.path().toString()));
    Files.createSymbolicLink(worktree.path(), precious);

    Borrowed again = pool.borrow(W1, base, T2);

    assertThat(precious.resolve("thesis.txt")).hasContent("years of work");
    assertThat(precious).isDirectoryNotContaining(path -> !path.endsWith("thesis.txt"));
    assertThat(again.worktree().path()).isDirectory();
    assertClean(again.worktree());
  }

  @Test
  void linksInsideTheWorktreeAreNotFollowedWhenItIsCleaned() throws IOException {
    Path precious = Files.createDirectories(sandbox.root.resolve("precious"));
    Sandbox.write(precious, "a.txt", "years of work\n");
    Files.createSymbolicLink(worktree.path().resolve("link"), precious);
    Files.delete(worktree.path().resolve("a.txt"));
    Files.createSymbolicLink(worktree.path().resolve("a.txt"), precious.resolve("a.txt"));

    assertClean(pool.borrow(W1, base, T2).worktree());

    assertThat(precious.resolve("a.txt")).hasContent("years of work");
  }

  @Test
  void aDotGitThatPointsElsewhereIsPutRight() throws IOException {
    Sandbox.write(worktree.path(), "a.txt", "work\n");
    Files.writeString(
        worktree.path().resolve(".git"), "gitdir: " + sandbox.checkout.resolve(".git") + "\n");

    Collected.Work work = (Collected.Work) collect();

    assertThat(sandbox.show(work.tip(), "a.txt")).isEqualTo("work");
    assertThat(sandbox.head(sandbox.checkout)).isEqualTo(base);
    assertThat(sandbox.git(sandbox.checkout, "status", "--porcelain")).isEmpty();
  }

  @Test
  void aRepositoryInPlaceOfDotGitIsRefusedAndMovedAside() throws IOException {
    Files.delete(worktree.path().resolve(".git"));
    sandbox.git(worktree.path(), "init", "-q");
    Sandbox.write(worktree.path(), "a.txt", "own way\n");
    CommitId own = sandbox.commit(worktree.path(), "own way");

    assertThat(collect()).isInstanceOf(Collected.Refused.class);
    Borrowed again = pool.borrow(W1, base, T2);

    assertThat(again.parked()).hasSize(2);
    Parked.Folder folder = (Parked.Folder) again.parked().getFirst();
    assertThat(sandbox.git(sandbox.root, "--git-dir=" + folder.to(), "log", "--format=%H"))
        .isEqualTo(own.hex());
    Parked.Work files = (Parked.Work) again.parked().getLast();
    assertThat(sandbox.show(files.commit(), "a.txt")).isEqualTo("own way");
    assertClean(again.worktree());
  }

  @Test
  void aRepositoryInsideTheWorktreeIsRefusedAndKept() {
    Path nested = worktree.path().resolve("sub/nested");
    sandbox.git(worktree.path(), "init", "-q", "sub/nested");
    Sandbox.write(nested, "x.txt", "x\n");
    CommitId own = sandbox.commit(nested, "nested");

    assertThat(collect())
        .isInstanceOfSatisfying(
            Collected.Refused.class,
            refused -> assertThat(refused.reason()).contains("sub/nested/"));
    Borrowed again = pool.borrow(W1, base, T2);

    Parked.Folder folder = (Parked.Folder) again.parked().getFirst();
    assertThat(sandbox.head(folder.to())).isEqualTo(own);
    assertClean(again.worktree());
  }

  @Test
  void anUnfinishedMergeIsRefusedAndParked() {
    Sandbox.write(worktree.path(), "a.txt", "ours\n");
    sandbox.commit(worktree.path(), "ours");
    sandbox.git(worktree.path(), "switch", "-q", "-c", "theirs", base.hex());
    Sandbox.write(worktree.path(), "a.txt", "theirs\n");
    sandbox.commit(worktree.path(), "theirs");
    sandbox.git(worktree.path(), "switch", "-q", T1.value());
    sandbox.run(worktree.path(), List.of("sh", "-c", "git merge -q theirs; test -f a.txt"));

    assertThat(collect())
        .isInstanceOfSatisfying(
            Collected.Refused.class, refused -> assertThat(refused.reason()).contains("a.txt"));
    Borrowed again = pool.borrow(W1, base, T2);

    Parked.Work parked = (Parked.Work) again.parked().getFirst();
    assertThat(sandbox.show(parked.commit(), "a.txt")).contains("<<<<<<<", "ours", "theirs");
    assertClean(again.worktree());
    assertThat(sandbox.git(worktree.path(), "status")).doesNotContain("merg");
  }

  @Test
  void aRebaseInProgressIsRefusedAndEndedByTheNextHandOut() {
    Sandbox.write(worktree.path(), "a.txt", "one\n");
    CommitId one = sandbox.commit(worktree.path(), "one");
    sandbox.run(
        worktree.path(),
        List.of("git", "-c", "sequence.editor=sed -i s/^pick/edit/", "rebase", "-i", "HEAD~1"));

    assertThat(collect())
        .isInstanceOfSatisfying(
            Collected.Refused.class, refused -> assertThat(refused.reason()).contains("rebase"));
    Borrowed again = pool.borrow(W1, base, T2);

    assertThat(sandbox.ref(T1.ref().value())).contains(one);
    assertClean(again.worktree());
    assertThat(sandbox.git(worktree.path(), "status")).doesNotContain("rebas");
  }

  @Test
  void damagedFilesOfTheWorktreeAreReplaced() throws IOException {
    Path admin = admin();
    Sandbox.write(worktree.path(), "a.txt", "work\n");
    Files.writeString(admin.resolve("index"), "rubbish");
    Files.writeString(admin.resolve("HEAD"), "rubbish");
    Files.writeString(admin.resolve("commondir"), "/nowhere");

    Collected.Work work = (Collected.Work) collect();

    assertThat(sandbox.filesOf(work.tip())).containsExactly(".gitignore", "a.txt", "b.txt");
    assertThat(sandbox.show(work.tip(), "a.txt")).isEqualTo("work");
  }

  @Test
  void anIndexThatIsALinkDoesNotOverwriteItsTarget() throws IOException {
    Path index = sandbox.checkout.resolve(".git/index");
    byte[] before = Files.readAllBytes(index);
    Files.delete(admin().resolve("index"));
    Files.createSymbolicLink(admin().resolve("index"), index);
    Sandbox.write(worktree.path(), "a.txt", "work\n");

    assertThat(collect()).isInstanceOf(Collected.Work.class);
    assertClean(pool.borrow(W1, base, T2).worktree());

    assertThat(Files.readAllBytes(index)).isEqualTo(before);
  }

  @Test
  void aBranchMadeALinkToTheUsersBranchDoesNotMoveThat() {
    sandbox.git(worktree.path(), "symbolic-ref", T1.ref().value(), "refs/heads/main");
    Sandbox.write(worktree.path(), "a.txt", "work\n");

    collect();

    assertThat(sandbox.ref("refs/heads/main")).contains(base);
    assertThat(sandbox.git(sandbox.checkout, "log", "-1", "--format=%s", T1.value()))
        .isEqualTo("work of an agent");
  }

  @Test
  void aReplacementRefDoesNotChangeWhatIsMerged() {
    Sandbox.write(worktree.path(), "a.txt", "work\n");
    CommitId work = sandbox.commit(worktree.path(), "work");
    sandbox.git(worktree.path(), "replace", work.hex(), base.hex());

    assertThat(repository.history().changedPaths(base, work)).containsExactly("a.txt");
  }

  private Collected collect() {
    return worktree.collect("work of an agent", Sandbox.ADA, Sandbox.WHEN);
  }

  private void assertClean(Worktree clean) {
    assertThat(sandbox.git(clean.path(), "status", "--porcelain", "--ignored", "--branch"))
        .isEqualTo("## " + clean.branch());
    assertThat(clean.path().resolve("a.txt")).hasContent("a");
    assertThat(sandbox.head(clean.path())).isEqualTo(clean.base());
  }

  private Path admin() throws IOException {
    try (Stream<Path> all = Files.list(sandbox.checkout.resolve(".git/worktrees"))) {
      return all.filter(path -> path.toString().endsWith("-w1")).findFirst().orElseThrow();
    }
  }
}
