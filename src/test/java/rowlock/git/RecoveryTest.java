package rowlock.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecoveryTest {
  private static final RefName MOVED = new RefName("refs/heads/rowlock/moved");
  private static final RefName DELETED = new RefName("refs/rowlock/parked/w1/1");
  private static final RefName CREATED = new RefName("refs/heads/created");

  @TempDir Path temporary;
  private Sandbox sandbox;
  private Refs refs;
  private Recovery recovery;
  private CommitId first;
  private CommitId second;

  @BeforeEach
  void open() {
    sandbox = Sandbox.withOneCommit(temporary);
    first = sandbox.head(sandbox.checkout);
    second = sandbox.commit("second");
    Repository repository = sandbox.open();
    refs = repository.refs();
    recovery = repository.recovery();
    refs.update(
        List.of(RefChange.create(MOVED, first), RefChange.create(DELETED, first)), "before");
  }

  @Test
  void movedDeletedAndCreatedRefsAreBroughtBack() {
    int point = record();
    destroy();

    assertThat(recovery.restore(point, Sandbox.WHEN)).contains(new RefUpdate.Updated());

    assertThat(refs.at(MOVED)).contains(first);
    assertThat(refs.at(DELETED)).contains(first);
    assertThat(refs.at(CREATED)).isEmpty();
    sandbox.assertSound();
  }

  @Test
  void bringingBackCanBeUndone() {
    int point = record();
    destroy();
    recovery.restore(point, Sandbox.WHEN);

    recovery.restore(point + 1, Sandbox.WHEN);

    assertThat(refs.at(MOVED)).contains(second);
    assertThat(refs.at(DELETED)).isEmpty();
    assertThat(refs.at(CREATED)).contains(second);
  }

  @Test
  void aPointTellsWhatItIsFor() {
    int point = record();

    assertThat(recovery.list())
        .containsExactly(
            new Recovery.Point(
                point,
                "before the merge",
                Sandbox.WHEN,
                List.of(
                    new Recovery.Ref(CREATED, Optional.empty()),
                    new Recovery.Ref(MOVED, Optional.of(first)),
                    new Recovery.Ref(DELETED, Optional.of(first)))));
  }

  @Test
  void aPointThatIsNotThereBringsNothingBack() {
    assertThat(recovery.restore(7, Sandbox.WHEN)).isEmpty();
  }

  @Test
  void whatAPointKeepsSurvivesTheGarbageCollectionOfItsBranch() {
    CommitId loose =
        sandbox
            .open()
            .merging()
            .commit(
                sandbox.open().history().tree(first),
                List.of(first),
                "only here",
                Sandbox.ADA,
                Sandbox.WHEN);
    refs.update(CREATED, loose, Optional.empty(), "made");
    int point = record();
    refs.update(List.of(RefChange.delete(CREATED, loose)), "lost");
    sandbox.git(sandbox.checkout, "reflog", "expire", "--expire=now", "--all");
    sandbox.git(sandbox.checkout, "gc", "-q", "--prune=now");

    recovery.restore(point, Sandbox.WHEN);

    assertThat(refs.at(CREATED)).contains(loose);
    sandbox.assertSound();
  }

  @Test
  void onlyTheNewestPointsAreKept() {
    for (int i = 0; i <= Recovery.KEPT; i++) {
      record();
    }

    assertThat(recovery.list()).hasSize(Recovery.KEPT);
    assertThat(recovery.list().getLast().number()).isEqualTo(2);
  }

  private int record() {
    return recovery.record("before the merge", List.of(MOVED, DELETED, CREATED), Sandbox.WHEN);
  }

  private void destroy() {
    refs.update(
        List.of(
            RefChange.move(MOVED, first, second),
            RefChange.delete(DELETED, first),
            RefChange.create(CREATED, second)),
        "destroyed");
  }
}
