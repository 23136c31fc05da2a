package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepositoryTest {
  private static final RefName BRANCH = new RefName("refs/heads/work");

  @TempDir Path temporary;
  private Sandbox sandbox;

  @BeforeEach
  void make() {
    sandbox = Sandbox.withOneCommit(temporary);
  }

  @Test
  void aRepositoryIsFoundFromAnywhereInItsCheckout() throws IOException {
    Path inside = Files.createDirectories(sandbox.checkout.resolve("x/y"));

    Repository repository = Repository.open(inside, sandbox.state);

    assertThat(repository.checkout()).isEqualTo(sandbox.checkout);
    assertThat(repository.commonDirectory()).isEqualTo(sandbox.checkout.resolve(".git"));
    assertThat(repository.head())
        .isEqualTo(
            new Head.OnBranch(new RefName("refs/heads/main"), sandbox.head(sandbox.checkout)));
  }

  @Test
  void aRepositoryIsFoundFromALinkedWorktreeWithTheHeadOfThat() {
    Path linked = sandbox.root.resolve("linked");
    sandbox.git(sandbox.checkout, "worktree", "add", "-q", "--detach", linked.toString());

    Repository repository = Repository.open(linked, sandbox.state);

    assertThat(repository.checkout()).isEqualTo(linked);
    assertThat(repository.commonDirectory()).isEqualTo(sandbox.checkout.resolve(".git"));
    assertThat(repository.head()).isEqualTo(new Head.Detached(sandbox.head(linked)));
  }

  @Test
  void aDirectoryThatIsNoRepositoryIsRefusedInOneSentence() {
    assertRefused(sandbox.root, "not inside a git repository");
    assertRefused(sandbox.root.resolve("missing"), "not a directory");
  }

  @Test
  void bareAndEmptyRepositoriesAreRefused() {
    sandbox.git(sandbox.root, "init", "-q", "--bare", "bare.git");
    sandbox.git(sandbox.root, "init", "-q", "empty");

    assertRefused(sandbox.root.resolve("bare.git"), "bare repository");
    assertRefused(sandbox.root.resolve("empty"), "nothing committed");
    assertRefused(sandbox.checkout.resolve(".git"), "not inside a checkout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"git version 2.37.9", "git version 1.99", "something else"})
  void aGitThatIsTooOldIsRefused(String version) throws IOException {
    Path old = Sandbox.write(sandbox.root, "old-git", "#!/bin/sh\necho '" + version + "'\n");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> Repository.open(sandbox.checkout, sandbox.state, old.toString()))
        .isInstanceOf(GitException.class)
        .hasMessageMatching(".*(is too old|does not tell its version).*");
  }

  @Test
  void aMissingGitIsToldInOneSentence() {
    assertThatThrownBy(
            () -> Repository.open(sandbox.checkout, sandbox.state, "/nowhere/git-is-missing"))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("git cannot be started");
  }

  @Test
  void aStateDirectoryBelongsToOneRepository() {
    sandbox.open();
    Sandbox other = Sandbox.withOneCommit(sandbox.root.resolve("other"));

    assertThatThrownBy(() -> Repository.open(other.checkout, sandbox.state))
        .isInstanceOf(GitException.class)
        .hasMessageContaining("belongs to the repository");
  }

  @Test
  void aCheckoutIsDirtyWithChangesOrNewFilesButNotWithIgnoredOnes() {
    Repository repository = sandbox.open();

    sandbox.write("x.log", "ignored\n");
    assertThat(repository.isDirty()).isFalse();
    sandbox.write("new.txt", "new\n");
    assertThat(repository.isDirty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--all",
        "--output=/tmp/x",
        "-h",
        "--help",
        "main..HEAD",
        "^main",
        "missing",
        "main\nmain",
        "main\u0000",
        "",
        ":/nothing like it",
        "HEAD:a.txt"
      })
  void whatIsNoRevisionResolvesToNothing(String revision) {
    assertThat(sandbox.open().resolve(revision)).isEmpty();
  }

  @Test
  void revisionsResolveToTheirCommit() {
    CommitId first = sandbox.head(sandbox.checkout);
    CommitId second = sandbox.commit("second");
    sandbox.git(sandbox.checkout, "tag", "-a", "-m", "tag", "v1", first.hex());
    sandbox.git(sandbox.checkout, "update-ref", "refs/heads/--upload-pack=x", first.hex());
    Repository repository = sandbox.open();

    assertThat(repository.resolve("main")).contains(second);
    assertThat(repository.resolve("HEAD~1")).contains(first);
    assertThat(repository.resolve("v1")).contains(first);
    assertThat(repository.resolve("refs/heads/--upload-pack=x")).contains(first);
    assertThat(repository.refs().at(new RefName("refs/heads/--upload-pack=x"))).contains(first);
  }

  @Test
  void aRefIsMovedOnlyFromWhereItIsExpected() {
    CommitId first = sandbox.head(sandbox.checkout);
    CommitId second = sandbox.commit("second");
    Refs refs = sandbox.open().refs();

    assertThat(refs.update(BRANCH, first, Optional.empty(), "made"))
        .isEqualTo(new RefUpdate.Updated());
    assertThat(refs.update(BRANCH, second, Optional.empty(), "made again"))
        .isEqualTo(new RefUpdate.Moved(BRANCH, Optional.of(first)));
    assertThat(refs.update(BRANCH, second, Optional.of(second), "moved"))
        .isEqualTo(new RefUpdate.Moved(BRANCH, Optional.of(first)));
    assertThat(refs.update(BRANCH, second, Optional.of(first), "moved"))
        .isEqualTo(new RefUpdate.Updated());
    assertThat(refs.at(BRANCH)).contains(second);
    assertThat(sandbox.git(sandbox.checkout, "reflog", "-1", "--format=%gs", "work"))
        .isEqualTo("moved");
  }

  @Test
  void severalRefsAreChangedAllOrNone() {
    CommitId first = sandbox.head(sandbox.checkout);
    CommitId second = sandbox.commit("second");
    RefName other = new RefName("refs/rowlock/other");
    Refs refs = sandbox.open().refs();
    refs.update(BRANCH, first, Optional.empty(), "made");

    assertThat(
            refs.update(
                List.of(RefChange.create(other, first), RefChange.delete(BRANCH, second)), "both"))
        .isEqualTo(new RefUpdate.Moved(BRANCH, Optional.of(first)));
    assertThat(refs.at(other)).isEmpty();

    assertThat(
            refs.update(
                List.of(RefChange.create(other, first), RefChange.delete(BRANCH, first)), "both"))
        .isEqualTo(new RefUpdate.Updated());
    assertThat(refs.below("refs/rowlock/")).containsExactly(Map.entry(other, first));
    assertThat(refs.at(BRANCH)).isEmpty();
  }

  @Test
  void branchesComeAndGoWithTheirDirectories() {
    CommitId first = sandbox.head(sandbox.checkout);
    Refs open = sandbox.open().refs();
    List<RefName> refs =
        Stream.of("refs/heads/x/y/z", "refs/heads/x/u", "refs/heads/v").map(RefName::new).toList();
    for (int round = 0; round < 2; round++) {
      assertThat(
              open.update(refs.stream().map(ref -> RefChange.create(ref, first)).toList(), "begin"))
          .isInstanceOf(RefUpdate.Updated.class);
      assertThat(open.below("refs/heads/x/")).hasSize(2);

      assertThat(
              open.update(refs.stream().map(ref -> RefChange.delete(ref, first)).toList(), "end"))
          .isInstanceOf(RefUpdate.Updated.class);
      assertThat(open.below("refs/heads/x/")).isEmpty();
    }
  }

  @Test
  void theHistoryTellsWhatChangedAndWhy() {
    CommitId first = sandbox.head(sandbox.checkout);
    sandbox.git(sandbox.checkout, "mv", "a.txt", "renamed \u00fc.txt");
    CommitId second =
        sandbox.commit("Second: \u00fc\n\nBody.\n\nRowlock-Task: t1\nSigned-off-by: A <a@b>");
    History history = sandbox.open().history();

    assertThat(history.changedPaths(first, second)).containsExactly("a.txt", "renamed \u00fc.txt");
    assertThat(history.isAncestor(first, second)).isTrue();
    assertThat(history.isAncestor(second, first)).isFalse();
    assertThat(history.message(second)).startsWith("Second: \u00fc\n\nBody.");
    assertThat(history.trailers(second))
        .containsExactly(
            new History.Trailer("Rowlock-Task", "t1"),
            new History.Trailer("Signed-off-by", "A <a@b>"));
    assertThat(history.between(first, second))
        .singleElement()
        .satisfies(commit -> {
          assertThat(commit.id()).isEqualTo(second);
          assertThat(commit.parents()).containsExactly(first);
          assertThat(commit.subject()).isEqualTo("Second: \u00fc");
        });
    assertThat(history.between(second, second)).isEmpty();
  }

  private void assertRefused(Path directory, String sentence) {
    assertThatThrownBy(() -> Repository.open(directory, sandbox.state))
        .isInstanceOf(GitException.class)
        .hasMessageContaining(sentence);
  }
}
