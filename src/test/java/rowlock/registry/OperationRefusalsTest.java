package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.registry.Scene.ANNA;
import static rowlock.registry.Scene.BEN;
import static rowlock.registry.Scene.LEA;
import static rowlock.registry.Scene.MIA;
import static rowlock.registry.Scene.OPERATOR;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowlock.access.Claim;
import rowlock.access.Identity;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.board.Setting;
import rowlock.need.Ask;
import rowlock.need.NeedCommand;
import rowlock.need.NeedKind;
import rowlock.need.Wording;
import rowlock.operation.Outcome;
import rowlock.task.TaskId;
import rowlock.task.TaskStatus;

/// What is refused leaves the board as it is.
@Timeout(120)
final class OperationRefusalsTest {
  @TempDir Path folder;
  private Scene scene;

  @BeforeEach
  void open() {
    scene = Scene.in(folder.resolve("hub"));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void nobodyDoesWhatTheirRoleLacks() {
    long before = scene.board().position();
    for (Identity who : List.of(ANNA, MIA)) {
      for (Operation operation : Scene.REGISTRY.all()) {
        if (operation.right().permission().filter(one -> !who.may(one)).isPresent()) {
          assertThat(scene.refused(who, operation.name(), samples(operation)).code())
              .as("%s by %s", operation.name(), who.by())
              .isEqualTo("forbidden");
        }
      }
    }
    assertThat(scene.board().position()).isEqualTo(before);
    assertThat(scene.premises.wanted).isEmpty();
    assertThat(scene.premises.hired).isEmpty();
  }

  @Test
  void nobodyActsForAnotherAgent() {
    scene.claimed(ANNA, "t1");
    long before = scene.board().position();
    int tried = 0;
    for (Operation operation : Scene.REGISTRY.all()) {
      if (operation.parameters().stream()
          .anyMatch(one -> one.presence() == Parameter.Presence.FOR_OTHERS)) {
        Map<String, Object> arguments = samples(operation);
        arguments.put(Arguments.AGENT, "anna");
        assertThat(scene.refused(BEN, operation.name(), arguments).code())
            .as(operation.name())
            .isEqualTo("forbidden");
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(10);
    assertThat(scene.board().position()).isEqualTo(before);
  }

  @Test
  void theJournalNamesWhoHasTheToken() {
    scene.add("t1");
    scene.done(ANNA, "claim_task", Map.of());

    assertThat(scene.done(ANNA, "get_audit_log", Map.of("limit", 1)).toString())
        .contains("by=anna");
  }

  @Test
  void aTokenForOneClaimUsesNoOther() {
    scene.give(new Command.ChangeSetting(Setting.CLAIMS_PER_AGENT, "2"));
    long bound = scene.claimed(ANNA, "t1");
    long other = scene.claimed(ANNA, "t2");
    scene.add("t3");
    Identity token =
        new Identity(
            ANNA.agent(),
            ANNA.role(),
            Optional.empty(),
            Optional.of(new Claim(new TaskId("t1"), bound)),
            "token");
    Map<String, Object> result = Map.of("task_id", "t2", "fence", other, "output", "Did it");

    assertThat(scene.refused(token, "submit_task", result).code()).isEqualTo("forbidden");
    assertThat(scene.refused(token, "heartbeat", Map.of("task_id", "t1", "fence", other)).code())
        .isEqualTo("forbidden");
    assertThat(scene.refused(token, "claim_task", Map.of()).code()).isEqualTo("forbidden");
    assertThat(
            scene.refused(token, "create_subtask", Map.of("parent_id", "t2", "title", "x")).code())
        .isEqualTo("forbidden");
    assertThat(scene.task("t2").status()).isEqualTo(TaskStatus.CLAIMED);
    assertThat(scene.task("t3").status()).isEqualTo(TaskStatus.AVAILABLE);
    scene.done(token, "create_subtask", Map.of("parent_id", "t1", "title", "x"));
    scene.done(token, "heartbeat", Map.of("task_id", "t1", "fence", bound));
  }

  @Test
  void anAgentOfTheHubMayClaimItsNextTaskWithTheTokenOfTheLast() {
    scene.premises.residents.add(ANNA.agent().orElseThrow());
    scene.add("t1");
    Claim last = new Claim(new TaskId("t0"), 1);
    Identity token =
        new Identity(ANNA.agent(), ANNA.role(), Optional.empty(), Optional.of(last), "token");

    assertThat(scene.done(token, "claim_task", Map.of())).containsEntry("folder", "/place/t1");
    assertThat(scene.premises.wanted).containsExactly("reserve t1", "prepare t1");
  }

  @Test
  void aClaimThatMayNotCostWhatItWouldIsGivenBack() {
    scene.premises.residents.add(ANNA.agent().orElseThrow());
    scene.premises.objection = Optional.of(new Rejection.Unknown("run", "night"));
    scene.add("t1");

    scene.refused(ANNA, "claim_task", Map.of());

    assertThat(scene.task("t1").status()).isEqualTo(TaskStatus.AVAILABLE);
    assertThat(scene.premises.wanted).containsExactly("reserve t1");
  }

  @Test
  void nobodyAnswersThemselvesOrDecidesOnMoreThanTheyMay() {
    String own = scene.question(LEA, "May I?");
    scene.give(
        new Command.OfNeed(
            new NeedCommand.RaiseNeed(
                new Ask(
                    NeedKind.PERMISSION,
                    ANNA.agent(),
                    Optional.empty(),
                    Wording.of("rm -rf"),
                    Optional.empty()))));
    String permission =
        scene.board().needs().stream()
            .filter(need -> need.kind() == NeedKind.PERMISSION)
            .findFirst()
            .orElseThrow()
            .id();

    assertThat(code(LEA, "answer_need", Map.of("need_id", own, "answer", "Yes")))
        .isEqualTo("forbidden");
    assertThat(code(MIA, "answer_need", Map.of("need_id", permission, "answer", "allow")))
        .isEqualTo("forbidden");
    assertThat(code(BEN, "wait_for_event", Map.of("need_ids", List.of(own))))
        .isEqualTo("forbidden");
    assertThat(scene.board().needs()).hasSize(2);
  }

  @Test
  void withoutAHubNobodyStartsOrWatchesAgents() {
    try (Scene alone = Scene.withoutHub(folder.resolve("alone"))) {
      for (String operation :
          List.of("spawn_agent", "read_agent", "restart_agent", "terminate_agent")) {
        Map<String, Object> arguments =
            operation.equals("spawn_agent") ? Map.of("kind", "shell") : Map.of("target", "ben");
        Outcome.NotDone refused = alone.refused(OPERATOR, operation, arguments);
        assertThat(refused.reason()).isEqualTo(Outcome.Reason.ENVIRONMENT);
        assertThat(refused.hint()).contains("rowlock serve");
      }
    }
  }

  @Test
  void unknownNamesAreToldWithTheNearest() {
    Outcome.NotDone operation = scene.refused(OPERATOR, "claim_tusk", Map.of());
    Outcome.NotDone argument =
        scene.refused(OPERATOR, "create_task", Map.of("title", "x", "priorty", 1));
    Outcome.NotDone choice =
        scene.refused(OPERATOR, "list_tasks", Map.of("status", List.of("availabel")));
    Outcome.NotDone inside =
        scene.refused(OPERATOR, "create_tasks", Map.of("tasks", List.of(Map.of("tilte", "x"))));

    assertThat(operation.code()).isEqualTo("unknown_operation");
    assertThat(operation.message()).contains("'claim_tusk'").contains("claim_task");
    assertThat(argument.message()).containsPattern("priorty.*mean.*priority");
    assertThat(choice.message()).containsPattern("mean.*available");
    assertThat(inside.message()).containsPattern("tasks\\[0].*tilte.*mean.*title");
    assertThat(scene.board().tasks()).isEmpty();
  }

  @Test
  void whatIsOutOfRangeIsRefusedByName() {
    long before = scene.board().position();
    for (Operation operation : Scene.REGISTRY.all()) {
      for (Parameter parameter : operation.parameters()) {
        for (Object bad : beyond(parameter.type())) {
          Map<String, Object> arguments = samples(operation);
          arguments.put(parameter.name(), bad);
          Outcome.NotDone refused = scene.refused(OPERATOR, operation.name(), arguments);
          assertThat(refused.reason()).as(operation.name()).isEqualTo(Outcome.Reason.INPUT);
          assertThat(refused.message()).as(operation.name()).startsWith(parameter.name());
        }
      }
    }
    assertThat(scene.board().position()).isEqualTo(before);
  }

  private static List<Object> beyond(Type type) {
    return switch (type) {
      case Type.Words words -> List.of("x".repeat(words.maxLength() + 1), 1L, List.of());
      case Type.Whole whole -> List.of(whole.least() - 1, whole.most() + 1, 1.5, "1");
      case Type.Choice _ -> List.of("no such word", 1L);
      case Type.Flag _ -> List.of("true", 1L);
      case Type.Several several ->
          List.of(
              "x", java.util.Collections.nCopies(several.most() + 1, sample(several.element())));
      case Type.Compound _ -> List.of("x");
    };
  }

  private String code(Identity who, String operation, Map<String, Object> arguments) {
    return scene.refused(who, operation, arguments).code();
  }

  /// Something of the right type for everything that an operation needs.
  private static Map<String, Object> samples(Operation operation) {
    return samples(operation.parameters());
  }

  private static Map<String, Object> samples(List<Parameter> parameters) {
    Map<String, Object> arguments = new HashMap<>();
    parameters.stream()
        .filter(parameter -> parameter.presence() == Parameter.Presence.REQUIRED)
        .forEach(parameter -> arguments.put(parameter.name(), sample(parameter.type())));
    return arguments;
  }

  private static Object sample(Type type) {
    return switch (type) {
      case Type.Words _ -> "x";
      case Type.Whole whole -> whole.least();
      case Type.Choice choice -> choice.words().getFirst();
      case Type.Flag _ -> true;
      case Type.Several several -> List.of(sample(several.element()));
      case Type.Compound compound -> samples(compound.members());
    };
  }
}
