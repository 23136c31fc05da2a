package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an agent can do to the settings and hooks of a repository from inside its worktree, and
/// that it does not get its canary from us: a file that exists only if a planted command was
/// executed.
final class HostileSettingsTest {
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
}
