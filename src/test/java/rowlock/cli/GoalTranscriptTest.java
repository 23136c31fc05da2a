package rowlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.board.RunOutcome;
import rowlock.cli.Typist.Seen;
import rowlock.console.Terminal;
import rowlock.operation.RecordingWorkshop;

/// How a goal is talked about before it becomes a run.
final class GoalTranscriptTest {
  private static final String GOAL =
      "Port it: {\"tasks\":[{\"id\":\"p\",\"title\":\"Port\",\"checks\":[\"make\"]}]}";
  private static final Terminal.Screen ASKED = new Terminal.Screen(false, true, 100);

  @TempDir Path folder;

  @Test
  void nobodyThereToAgreeLeavesAPlanAndStartsNothing() throws IOException {
    RecordingWorkshop workshop = RecordingWorkshop.thatDoesAll();
    Seen seen = Typist.in(folder).with(workshop).types("run", GOAL).mustEndWith(2);
    assertThat(workshop.asked()).containsExactly("propose " + GOAL);
    assertThat(seen.out()).contains("make", "0.25 usd, 5000 tokens", "0.5 usd, 1000 tokens");
    assertThat(seen.err())
        .contains("nothing was started", "`rowlock run .rowlock/plans/port-it-tasks");
    Path plan = folder.resolve(".rowlock/plans/port-it-tasks-id-p-title-port-checks.yaml");
    assertThat(Files.readString(plan)).startsWith("# Planned by").contains("id: p");
    Typist.in(folder).types("run", plan.toString(), "--yes").mustEndWith(0);
  }

  @Test
  void asJsonTheFileIsNamed() {
    Seen seen = Typist.in(folder).types("run", GOAL, "--json").mustEndWith(2);
    assertThat(seen.error()).containsEntry("code", "consent_needed");
    assertThat(seen.out()).hasLineCount(1);
  }

  @Test
  void noIsNoAndYesIsYes() {
    Typist typist = Typist.in(folder).at(ASKED);
    assertThat(typist.saying("edit\n").types("run", GOAL).mustEndWith(2).err())
        .contains("the plan is kept");
    typist.saying("").types("run", GOAL).mustEndWith(2);
    typist.saying("y\n").types("run", GOAL).mustEndWith(0);
  }

  @Test
  void whatIsLeftGoesOnWithThePlanNotWithTheGoal() {
    RecordingWorkshop workshop = RecordingWorkshop.thatDoes(0, RunOutcome.PARTIAL);
    Seen seen = Typist.in(folder).with(workshop).types("run", GOAL, "--yes").mustEndWith(3);
    assertThat(seen.err()).contains("`rowlock run .rowlock/plans/").doesNotContain("same command");
  }

  @Test
  void theBudgetAndThePlanningReachTheRun() {
    RecordingWorkshop workshop = RecordingWorkshop.thatDoesAll();
    Typist.in(folder)
        .with(workshop)
        .types(
            List.of(
                "run", GOAL, "--yes", "--budget-usd=2.5", "--budget-tokens=99", "--agent=codex"))
        .mustEndWith(0);
    assertThat(workshop.asked().getLast())
        .contains("usdMicros=Optional[2500000], tokens=Optional[99], until=Optional.empty")
        .contains("Planning[kind=codex, spent=Amount[usdMicros=Optional[250000]");
  }

  @Test
  void aBadPlanIsOneErrorAndNothingIsWritten() {
    Seen seen = Typist.in(folder).types("run", "Port it: {\"tasks\":[]}").mustEndWith(1);
    assertThat(seen.err()).contains("a plan needs at least one task");
    assertThat(folder.resolve(".rowlock/plans")).doesNotExist();
  }

  @Test
  void limitsThatMakeNoSenseAreErrorsBeforeAnythingHappens() {
    RecordingWorkshop workshop = RecordingWorkshop.thatDoesAll();
    for (List<String> wrong :
        List.of(
            List.of("--budget-usd", "-1"),
            List.of("--budget-usd", "1e3"),
            List.of("--budget-usd", "99999999"),
            List.of("--budget-tokens", "many"),
            List.of("--max-minutes", "0"),
            List.of("--max-minutes", "10081"))) {
      Seen seen =
          Typist.in(folder)
              .with(workshop)
              .types("run", GOAL, wrong.getFirst(), wrong.getLast())
              .mustEndWith(2);
      assertThat(seen.err()).contains(wrong.getFirst().substring(2).replace('-', '_') + ": ");
    }
    assertThat(workshop.asked()).isEmpty();
    assertThat(folder.resolve(".rowlock")).doesNotExist();
  }
}
