package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an agent can do to a repository from inside its worktree, and that it does not get its
/// canary from us: a file that exists only if a planted command was executed.
final class HostileAgentTest {
  private static final WorktreeName W1 = new WorktreeName("w1");
  private static final WorktreeName CHECKS = new WorktreeName("checks");
  private static final BranchName T1 = new BranchName("rowlock/run/t1");
  private static final BranchName T2 = new BranchName("rowlock/run/t2");

  @TempDir Path temporary;
  private Sandbox sandbox;
  private Repository repository;
  private WorktreePool pool;
  private CommitId base;
  private Worktree worktree;
  private Path canary;

  @BeforeEach
  void handOut() {
    sandbox = Sandbox.withOneCommit(temporary);
    canary = sandbox.root.resolve("canary");
    repository = sandbox.open();
    pool = repository.worktrees(sandbox.folder);
    base = repository.head().commit();
    worktree = pool.borrow(W1, base, T1).worktree();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "core.fsmonitor",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "merge.evil.driver",
        "diff.evil.textconv",
        "diff.evil.command",
        "diff.external",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "gpg.program",
        "alias.status",
        "alias.merge-tree",
        "trailer.x.command",
        "core.alternateRefsCommand"
      })
  void aCommandPlantedInTheSharedSettingsIsNotExecuted(String key) {
    sandbox.git(worktree.path(), "config", key, script("in settings").toString());

    workThroughEverything();

    assertThat(canary).doesNotExist();
  }

  @Test
  void aCanaryWouldBeSeen() {
    sandbox.git(worktree.path(), "config", "core.fsmonitor", script("seen").toString());

    sandbox.git(worktree.path(), "status");

    assertThat(canary).exists();
  }

  @Test
  void hooksPlantedInTheRepositoryOrElsewhereAreNotExecuted() throws IOException {
    Path elsewhere = Files.createDirectories(sandbox.root.resolve("hooks"));
    for (String hook :
        List.of(
            "pre-commit",
            "commit-msg",
            "post-commit",
            "post-checkout",
            "post-merge",
            "post-index-change",
            "reference-transaction",
            "pre-auto-gc")) {
      Files.copy(script(hook), elsewhere.resolve(hook));
      Files.copy(script(hook), Files.createDirectories(common("hooks")).resolve(hook));
    }

    workThroughEverything();
    sandbox.run(
        sandbox.checkout,
        List.of("git", "-c", "core.fsmonitor=", "config", "core.hooksPath", elsewhere.toString()));
    workThroughEverything();

    assertThat(canary).doesNotExist();
  }

  @Test
  void settingsIncludedFromAFileOfTheAgentAreNotRead() {
    Path included =
        Sandbox.write(
            sandbox.root, "evil.inc", "[core]\n\tfsmonitor = " + script("included") + "\n");
    sandbox.git(worktree.path(), "config", "include.path", included.toString());
    sandbox.git(worktree.path(), "config", "includeIf.gitdir:/.path", included.toString());

    workThroughEverything();

    assertThat(canary).doesNotExist();
  }

  @Test
  void settingsOfTheWorktreeAloneAreNotRead() {
    sandbox.git(worktree.path(), "config", "extensions.worktreeConfig", "true");
    sandbox.git(
        worktree.path(), "config", "--worktree", "core.fsmonitor", script("own").toString());

    workThroughEverything();

    assertThat(canary).doesNotExist();
  }

  @Test
  void settingsOfARepositoryInsideTheWorktreeAreNotRead() {
    Path nested = worktree.path().resolve("nested");
    sandbox.git(worktree.path(), "init", "-q", "nested");
    Sandbox.write(nested, "x.txt", "x\n");
    sandbox.commit(nested, "nested");
    sandbox.git(worktree.path(), "add", "nested");
    sandbox.git(nested, "config", "core.fsmonitor", script("nested").toString());
    Sandbox.write(nested, "x.txt", "y\n");

    workThroughEverything();

    assertThat(canary).doesNotExist();
  }

  @Test
  void settingsThatNoGitUnderstandsDoNotStopTheRun() throws IOException {
    Files.writeString(common("config"), "[core]\n\trepositoryformatversion = 99\n[[[broken\n");
    Sandbox.write(worktree.path(), "a.txt", "work\n");

    assertThat(collect()).isInstanceOf(Collected.Work.class);
    assertThat(sandbox.open().head().commit()).isEqualTo(base);
  }

  @Test
  void anotherCoreWorktreeInTheSharedSettingsMovesNothing() {
    sandbox.git(worktree.path(), "config", "core.worktree", sandbox.root.toString());

    workThroughEverything();

    assertThat(sandbox.root.resolve("a.txt")).doesNotExist();
    assertThat(sandbox.checkout).isDirectoryContaining(path -> path.endsWith("a.txt"));
  }

  @Test
  void theUsersOwnFiltersGoOnWorking() {
    Sandbox own = Sandbox.withOneCommit(sandbox.root.resolve("own"));
    own.git(own.checkout, "config", "filter.shout.clean", "tr a-z A-Z");
    own.git(own.checkout, "config", "filter.shout.smudge", "tr A-Z a-z");
    own.write(".gitattributes", "*.shout filter=shout\n");
    CommitId start = own.commit("filters");
    Worktree shouting = own.open().worktrees(own.folder).borrow(W1, start, T1).worktree();
    own.git(own.checkout, "config", "filter.shout.clean", script("changed").toString());
    Sandbox.write(shouting.path(), "x.shout", "quiet\n");

    Collected.Work work = (Collected.Work) shouting.collect("work", Sandbox.ADA, Sandbox.WHEN);

    assertThat(own.git(own.checkout, "cat-file", "blob", work.tip() + ":x.shout"))
        .isEqualTo("QUIET");
    assertThat(canary).doesNotExist();
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
    pool.borrow(W1, base, T1);

    assertThat(sandbox.ref("refs/heads/main")).contains(base);
  }

  @Test
  void aReplacementRefDoesNotChangeWhatIsMerged() {
    Sandbox.write(worktree.path(), "a.txt", "work\n");
    CommitId work = sandbox.commit(worktree.path(), "work");
    sandbox.git(worktree.path(), "replace", work.hex(), base.hex());

    assertThat(repository.history().changedPaths(base, work)).containsExactly("a.txt");
  }

  @Test
  void whatChangedInSettingsAndHooksIsToldAndPutBack() throws IOException {
    Path hook = Files.createDirectories(common("hooks")).resolve("pre-commit");
    Files.copy(script("hook"), hook);
    sandbox.git(worktree.path(), "config", "alias.co", "!true");
    ConfigGuard guard = repository.guard();

    assertThat(guard.changes())
        .containsExactly(
            new ConfigGuard.Change(Path.of("config"), ConfigGuard.Kind.CHANGED),
            new ConfigGuard.Change(Path.of("hooks/pre-commit"), ConfigGuard.Kind.ADDED));
    assertThat(guard.restore()).hasSize(2);

    assertThat(guard.changes()).isEmpty();
    assertThat(hook).doesNotExist();
    assertThat(sandbox.state.resolve("aside/pre-commit-1")).exists();
    assertThat(Sandbox.read(common("config"))).doesNotContain("alias");
  }

  @Test
  void changesThatTheUserAcceptsTakeEffect() {
    sandbox.git(sandbox.checkout, "config", "filter.shout.clean", "tr a-z A-Z");
    repository.guard().accept();
    Sandbox.write(worktree.path(), ".gitattributes", "a.txt filter=shout\n");
    Sandbox.write(worktree.path(), "a.txt", "loud\n");

    Collected.Work work = (Collected.Work) collect();

    assertThat(repository.guard().changes()).isEmpty();
    assertThat(sandbox.git(sandbox.checkout, "cat-file", "blob", work.tip() + ":a.txt"))
        .isEqualTo("LOUD");
  }

  /// Makes us do everything we ever do after an agent had a worktree.
  private void workThroughEverything() {
    Sandbox.write(worktree.path(), ".gitattributes", "* filter=evil diff=evil merge=evil\n");
    Sandbox.write(worktree.path(), "a.txt", "changed\n");
    Sandbox.write(worktree.path(), "new.txt", "new\n");
    Collected collected = collect();
    repository.isDirty();
    repository.head();
    CommitId tip = repository.refs().at(T1.ref()).orElseThrow();
    CommitId other =
        repository
            .merging()
            .commit(
                repository.history().tree(tip),
                List.of(base),
                "other\n\nx: y",
                Sandbox.ADA,
                Sandbox.WHEN);
    repository.merging().merge(tip, other);
    repository.history().changedPaths(base, tip);
    repository.history().between(base, tip);
    repository.history().message(other);
    repository.history().trailers(other);
    repository
        .refs()
        .update(
            new RefName("refs/heads/rowlock/integration"),
            other,
            repository.refs().at(new RefName("refs/heads/rowlock/integration")),
            "test");
    pool.detachedAt(CHECKS, other);
    if (collected instanceof Collected.Refused) {
      Sandbox.write(worktree.path(), "left.txt", "left\n");
    }
    pool.borrow(W1, tip, T2);
    pool.remove(CHECKS);
    worktree = pool.borrow(W1, base, T1).worktree();
    repository.recovery().record("test", List.of(T1.ref()), Sandbox.WHEN);
  }

  private Collected collect() {
    return worktree.collect("work of an agent", Sandbox.ADA, Sandbox.WHEN);
  }

  private void assertClean(Worktree clean) {
    assertThat(sandbox.git(clean.path(), "status", "--porcelain", "--ignored", "--branch"))
        .isEqualTo("## " + clean.branch());
    assertThat(clean.path().resolve("a.txt")).hasContent("a");
    assertThat(Optional.of(sandbox.head(clean.path()))).contains(clean.base());
  }

  private Path script(String mark) {
    Path script =
        Sandbox.write(
            sandbox.root,
            "evil-" + mark.replace(' ', '-'),
            "#!/bin/sh\necho '" + mark + "' >>" + canary + "\ncat\n");
    try {
      return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path common(String file) {
    return sandbox.checkout.resolve(".git").resolve(file);
  }

  private Path admin() throws IOException {
    try (Stream<Path> all = Files.list(common("worktrees"))) {
      return all.filter(path -> path.toString().endsWith("-w1")).findFirst().orElseThrow();
    }
  }
}
