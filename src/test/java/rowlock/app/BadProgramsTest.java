package rowlock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.RunOutcome;
import rowlock.operation.Desk;
import rowlock.operation.Workshop;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.Requirement;
import rowlock.task.TaskSpec;

/// Runs with agents whose program is not as it should be.
final class BadProgramsTest {
  @TempDir Path folder;
  private Ranch ranch = new Ranch(Path.of(""));

  @BeforeEach
  void repository() throws IOException {
    ranch = new Ranch(folder).founded();
    ranch.open().close();
    program("old", "echo 0.9.12");
    program("broken", "echo 9.9.9; exit 3");
    program("locked", "echo 2.0");
    StringBuilder kinds = new StringBuilder();
    for (String name : new String[] {"old", "broken", "locked", "absent"}) {
      kinds.append(
          """
          %1$s:
            command: ["%2$s/%1$s"]
            version: {command: ["%2$s/%1$s", --version], minimum: "1.0"}
            login: {variables: [NOBODY_SETS_THIS_KEY]}
            install: get-%1$s
          """
              .formatted(name, ranch.home()));
    }
    Files.writeString(ranch.home().resolve("agents.yaml"), kinds);
  }

  @Test
  void eachIsOneClearErrorAndNothingOfTheRunBegins() {
    refused("absent", "is not on PATH", "get-absent");
    refused("old", "0.9.12", "too old, at least 1.0.0 is needed", "get-old");
    refused("broken", "told no version", "run it yourself");
  }

  @Test
  void aKindThatNoTaskWantsDoesNotStopARun() {
    assertThat(ranch.conduct(Ranch.task("a", "echo a >a.txt"))).isEqualTo(RunOutcome.DONE);
  }

  @Test
  void aMissingLoginIsSaidAndTheProgramIsTried() throws IOException {
    ranch.conduct(wanting("locked"));
    assertThat(ranch.notices())
        .anyMatch(text -> text.contains("locked") && text.contains("no login found"));
  }

  private void refused(String kind, String... words) {
    assertThatThrownBy(() -> ranch.conduct(wanting(kind)))
        .isInstanceOfSatisfying(
            Workshop.Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(Workshop.Refusal.Kind.ENVIRONMENT);
              assertThat(refusal.getMessage() + " " + refusal.hint())
                  .contains("agents of kind " + kind)
                  .contains(words);
            });
    try (Desk desk = ranch.open()) {
      assertThat(desk.board().tasks()).isEmpty();
    }
    assertThat(ranch.git("branch", "--list", "rowlock/*")).isEmpty();
  }

  private static NewTask wanting(String kind) {
    NewTask plain = Ranch.task("a", "true");
    TaskSpec spec = plain.spec();
    return NewTask.named(
        "a",
        new TaskSpec(
            spec.description(),
            Links.NONE,
            new Requirement(Requirement.NONE.capabilities(), Optional.of(kind)),
            spec.work(),
            spec.terms()));
  }

  private void program(String name, String script) throws IOException {
    Path file = ranch.home().resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
