package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowlock.board.RunOutcome;
import rowlock.coordinator.Coordinator;
import rowlock.journal.SqliteJournal;
import rowlock.operation.Workshop;
import rowlock.task.NewTask;
import rowlock.task.TaskSpec;

/// Runs in repositories and projects that are not as one would wish.
final class BadPlacesTest {
  private static final NewTask WORK = Ranch.task("work", "echo work >work.txt");

  @TempDir Path folder;
  private Ranch ranch = new Ranch(Path.of(""));

  @BeforeEach
  void repository() throws IOException {
    ranch = new Ranch(folder).founded();
  }

  @Test
  void aDetachedHeadIsWorkedFromAndStaysDetached() {
    ranch.git("checkout", "-q", "--detach");

    assertThat(ranch.conduct(WORK)).isEqualTo(RunOutcome.DONE);

    assertThat(ranch.git("show", "rowlock/r:work.txt")).isEqualTo("work");
    assertThat(ranch.git("rev-parse", "--abbrev-ref", "HEAD")).isEqualTo("HEAD");
  }

  @Test
  void aDirtyCheckoutIsNotPartOfTheRunAndNotTouched() throws IOException {
    Files.writeString(folder.resolve("begin.txt"), "mine\n");
    Files.writeString(folder.resolve("new.txt"), "mine too\n");

    assertThat(ranch.conduct(WORK)).isEqualTo(RunOutcome.DONE);

    assertThat(ranch.git("show", "rowlock/r:begin.txt")).isEqualTo("begin");
    assertThat(folder.resolve("begin.txt")).hasContent("mine\n");
    assertThat(folder.resolve("new.txt")).hasContent("mine too\n");
    assertThat(ranch.notices()).anyMatch(notice -> notice.contains("uncommitted"));
  }

  @Test
  void aMissingBaseIsNamedAndNothingBegins() {
    assertThatThrownBy(() -> ranch.conduct(Optional.of("nowhere"), WORK))
        .isInstanceOf(Workshop.Refusal.class)
        .hasMessageContaining("nowhere");

    requireNothingBegan();
  }

  @Test
  void aBranchThatReadsLikeAnOptionIsNamedAndNothingBegins() {
    assertThatThrownBy(() -> ranch.conduct(Optional.of("--upload-pack=x"), WORK))
        .isInstanceOf(Workshop.Refusal.class)
        .hasMessageContaining("--upload-pack=x");

    requireNothingBegan();
  }

  @Test
  void anOldLockOfTheCheckoutsIndexDoesNotKeepARunFromWorking() throws IOException {
    Path lock = Files.createFile(folder.resolve(".git/index.lock"));
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofHours(5))));

    assertThat(ranch.conduct(WORK)).isEqualTo(RunOutcome.DONE);

    assertThat(ranch.git("show", "rowlock/r:work.txt")).isEqualTo("work");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--upload-pack=x", "../../x", "x;", "#(cmd)", "x y", "", "-x", "x\n"})
  void aTaskCannotHaveANameThatMeansSomethingElsewhere(String name) {
    assertThatThrownBy(() -> Ranch.task(name, "true")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--upload-pack=x",
        "../../x",
        "x;touch canary",
        "#(touch canary)",
        "$(touch canary)",
        "`touch canary`"
      })
  void aTitleIsOnlyATitle(String title) {
    NewTask task = NewTask.named("odd", TaskSpec.titled(title).with(WORK.spec().work()));

    assertThat(ranch.conduct(task)).isEqualTo(RunOutcome.DONE);

    assertThat(ranch.git("log", "-1", "--format=%s", "rowlock/r")).isEqualTo(title);
    assertThat(folder.resolve("canary")).doesNotExist();
  }

  @Test
  void aSecondHubIsRefused() {
    try (HubLock first = HubLock.tryTake(created(ranch)).orElseThrow()) {
      assertThat(first.isStopWanted()).isFalse();
      assertThatThrownBy(() -> ranch.conduct(WORK))
          .isInstanceOf(Workshop.Refusal.class)
          .hasMessageContaining("another run");
    }
    requireNothingBegan();
  }

  private static Path created(Ranch ranch) {
    SqliteJournal.create(ranch.home()).close();
    return ranch.home();
  }

  private void requireNothingBegan() {
    try (Coordinator coordinator =
        Coordinator.open(SqliteJournal.open(ranch.home()), board -> "")) {
      assertThat(coordinator.board().tasks()).isEmpty();
    }
    assertThat(ranch.git("branch", "--list", "rowlock/*")).isEmpty();
  }
}
