package rowlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.cli.Typist.Seen;
import rowlock.need.Ask;
import rowlock.need.NeedKind;
import rowlock.need.Wording;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.NeedOperations;
import rowlock.operation.Outcome;
import rowlock.operation.Projects;
import rowlock.task.AgentId;
import rowlock.task.TaskId;

/// What waits for a person and what may be spent, as it is typed and shown.
class NeedTranscriptTest {
  private static final Caller SYSTEM = new Caller("rowlock", Optional.empty());

  @TempDir Path folder;
  private Typist typist = Typist.in(Path.of(""));

  @BeforeEach
  void aTaskIsHeld() {
    typist = Typist.inProject(folder);
    typist.types("task", "add", "One").mustEndWith(0);
    typist.types("task", "add", "Two", "--after", "t1").mustEndWith(0);
    typist.types("claim", "anna").mustEndWith(0);
  }

  private void raise(NeedKind kind, String title, String... choices) {
    Ask ask =
        new Ask(
            kind,
            Optional.of(new AgentId("anna")),
            Optional.of(new TaskId("t1")),
            new Wording(title, "It wants to.", List.of(choices)),
            Optional.empty());
    try (Desk desk = Projects.open(folder)) {
      assertThat(new NeedOperations(desk).raise(ask, SYSTEM)).isInstanceOf(Outcome.Done.class);
    }
  }

  @Test
  void whatWaitsIsShownAnsweredAndExplained() {
    assertThat(typist.types("needs").out()).isEqualTo("nothing waits for you\n");
    raise(NeedKind.PERMISSION, "May it run make?");
    assertThat(typist.types("needs").out())
        .contains("n1", "permission", "anna", "t1", "May it run make?");
    assertThat(typist.types("status").out()).contains("waiting for you: 1, see `rowlock needs`");
    assertThat(typist.types("needs", "n1").out())
        .contains("It wants to.", "tasks that wait for it: 1", "answers: allow, deny");
    assertThat(typist.types("why", "t2").out())
        .contains("waits for an answer to need n1: May it run make?", "rowlock answer n1 allow");

    assertThat(typist.types("answer", "n1", "allow").mustEndWith(0).out())
        .isEqualTo("n1 is answered\n");
    assertThat(typist.types("needs").out()).isEqualTo("nothing waits for you\n");
    assertThat(typist.types("needs", "n1").out()).contains("answered by operator");
    assertThat(typist.types("log", "--task", "t1").out())
        .contains("n1 waits for a person (permission of anna): May it run make?")
        .contains("n1 was answered by operator: allow");
  }

  @Test
  void aSecondAnswerIsRefusedAndNamesWhoGaveTheFirst() {
    raise(NeedKind.QUESTION, "Which colour?", "red", "blue");
    typist.types("answer", "n1", "green", "--as", "ben").mustEndWith(0);
    Seen late = typist.types("answer", "n1", "red").mustEndWith(1);
    assertThat(late.err()).contains("need n1 was answered by ben", "green");
    assertThat(typist.types("answer", "n1", "red", "--json").error())
        .containsEntry("code", "already_answered");
  }

  @Test
  void whoAsksForAPermissionCannotGiveIt() {
    raise(NeedKind.PERMISSION, "May it run make?", "once", "always");
    assertThat(typist.types("answer", "n1", "once", "--as", "anna", "--json").error())
        .containsEntry("code", "own_need");
    assertThat(typist.types("answer", "n1", "allow", "--json").error())
        .containsEntry("code", "not_among_choices");
    typist.types("answer", "n1", "once").mustEndWith(0);
  }

  @Test
  void anAnswerThatCannotBeMeantIsInput() {
    raise(NeedKind.QUESTION, "Which colour?");
    typist.types("answer", "n1", " ").mustEndWith(2);
    typist.types("answer", "n1", "x".repeat(16_385)).mustEndWith(2);
    typist.types("answer", "n1", "x".repeat(16_384)).mustEndWith(0);
  }

  @Test
  void aBudgetIsSetRaisedAndTakenOff() {
    typist.writes("plan.yaml", "goal: G\ntasks:\n  - {id: p1, title: P, run: 'true'}\n");
    typist.types("run", "plan.yaml").mustEndWith(0);
    String run =
        typist
            .types("budget")
            .out()
            .lines()
            .skip(1)
            .findFirst()
            .orElseThrow()
            .replaceFirst(" .*", "");
    assertThat(typist.types("budget", run, "--usd", "12.5").mustEndWith(0).out())
        .contains("12.5 usd");
    assertThat(typist.types("budget", run, "--tokens", "9000").out())
        .contains("12.5 usd, 9000 tokens");
    assertThat(typist.types("budget", run, "--unlimited").out()).doesNotContain("12.5");
    assertThat(typist.types("log").out()).contains("may spend 12.5 usd and 9000 tokens");
    typist.types("budget", run, "--usd", "a lot").mustEndWith(2);
    typist.types("budget", "ghost", "--usd", "1").mustEndWith(1);
  }
}
