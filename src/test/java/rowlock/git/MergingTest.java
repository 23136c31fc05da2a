package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MergingTest {
  @TempDir Path temporary;
  private Sandbox sandbox;
  private Merging merging;
  private CommitId base;

  @BeforeEach
  void open() {
    sandbox = Sandbox.withOneCommit(temporary);
    merging = sandbox.open().merging();
    base = sandbox.head(sandbox.checkout);
  }

  @Test
  void changesOfTwoSidesComeTogetherWithoutACheckout() {
    CommitId ours = change("ours", "a.txt", "ours\n");
    CommitId theirs = change("theirs", "b.txt", "theirs\n");
    sandbox.write("a.txt", "the user's unsaved thoughts\n");
    String before = sandbox.git(sandbox.checkout, "status", "--porcelain", "--branch");

    MergeOutcome.Merged merged = (MergeOutcome.Merged) merging.merge(ours, theirs);
    CommitId commit =
        merging.commit(
            merged.tree(), List.of(ours, theirs), "Merge \u00fc", Sandbox.ADA, Sandbox.WHEN);

    assertThat(sandbox.show(commit, "a.txt")).isEqualTo("ours");
    assertThat(sandbox.show(commit, "b.txt")).isEqualTo("theirs");
    assertThat(
            sandbox.git(sandbox.checkout, "show", "-s", "--format=%P|%an|%ae|%ct|%s", commit.hex()))
        .isEqualTo(
            "%s %s|Ada Lovelace|ada@example.org|%d|Merge \u00fc"
                .formatted(ours, theirs, Sandbox.WHEN.getEpochSecond()));
    assertThat(sandbox.git(sandbox.checkout, "status", "--porcelain", "--branch"))
        .isEqualTo(before);
    sandbox.git(sandbox.checkout, "fsck", "--strict");
  }

  @Test
  void contradictionsAreToldWithTheirPaths() {
    CommitId ours = change("ours", "a.txt", "ours\n");
    CommitId theirs = change("theirs", "a.txt", "theirs\n");

    MergeOutcome.Conflict conflict = (MergeOutcome.Conflict) merging.merge(ours, theirs);

    assertThat(conflict.paths()).containsExactly("a.txt");
    assertThat(conflict.messages()).contains("Merge conflict in a.txt");
  }

  @Test
  void aFileChangedHereAndDeletedThereIsAConflict() {
    CommitId ours = change("ours", "a.txt", "ours\n");
    sandbox.git(sandbox.checkout, "switch", "-q", "-c", "theirs", base.hex());
    sandbox.git(sandbox.checkout, "rm", "-q", "a.txt");
    CommitId theirs = sandbox.commit("theirs");

    MergeOutcome.Conflict conflict = (MergeOutcome.Conflict) merging.merge(ours, theirs);

    assertThat(conflict.paths()).containsExactly("a.txt");
    assertThat(conflict.messages()).contains("modify/delete");
  }

  @Test
  void historiesWithoutACommonCommitAreAConflict() {
    sandbox.git(sandbox.checkout, "switch", "-q", "--orphan", "orphan");
    sandbox.write("c.txt", "c\n");
    CommitId orphan = sandbox.commit("orphan");

    MergeOutcome.Conflict conflict = (MergeOutcome.Conflict) merging.merge(base, orphan);

    assertThat(conflict.paths()).isEmpty();
    assertThat(conflict.messages()).contains("no commit in common");
  }

  @Test
  void mergingWhatIsThereAlreadyChangesNothing() {
    CommitId later = change("later", "a.txt", "later\n");

    assertThat(merging.merge(later, base))
        .isEqualTo(new MergeOutcome.Merged(sandbox.open().history().tree(later)));
  }

  @Test
  void aMessageThatGitCannotHoldIsRefused() {
    TreeId tree = sandbox.open().history().tree(base);

    for (String message : List.of("", " \n", "a\0b", "x".repeat(Merging.MAX_MESSAGE_BYTES + 1))) {
      assertThatThrownBy(
              () -> merging.commit(tree, List.of(base), message, Sandbox.ADA, Sandbox.WHEN))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private CommitId change(String branch, String file, String content) {
    sandbox.git(sandbox.checkout, "switch", "-q", "-c", branch, base.hex());
    sandbox.write(file, content);
    return sandbox.commit(branch);
  }
}
