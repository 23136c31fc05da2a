package rowlock.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static rowlock.registry.Scene.ANNA;
import static rowlock.registry.Scene.BEN;
import static rowlock.registry.Scene.OPERATOR;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rowlock.task.AgentId;
import rowlock.task.Lease;
import rowlock.task.Submission;
import rowlock.task.Task;
import rowlock.task.TaskState;
import rowlock.task.TaskStatus;

/// What the operations of an agent on a task lead to.
final class ClaimEffects {
  private static final Map<String, Object> RESULT =
      Map.of("output", "Did it", "commit", "c0ffee", "files", List.of("a.txt"));

  private ClaimEffects() {}

  static List<Effect> all() {
    return Stream.of(claims(), results(), ends()).flatMap(List::stream).toList();
  }

  private static List<Effect> claims() {
    return List.of(
        new Effect(
            "claim_task",
            ANNA,
            s -> {
              s.add("t1");
              return Map.of();
            },
            (s, told) -> assertThat(holder(s)).contains(new AgentId("anna"))),
        new Effect(
            "claim_task",
            OPERATOR,
            s -> {
              s.add("t0");
              s.add("t1");
              return Map.of("task_id", "t1", "lease", "20m", "agent_id", "ben");
            },
            (s, told) -> {
              Lease lease = s.task("t1").lease().orElseThrow();
              assertThat(lease.holder()).isEqualTo(new AgentId("ben"));
              assertThat(lease.length()).isEqualTo(Duration.ofMinutes(20));
              assertThat(s.task("t0").status()).isEqualTo(TaskStatus.AVAILABLE);
            }),
        new Effect("start_task", ANNA, s -> mine(s, Map.of()), (s, told) -> isInProgress(s)),
        new Effect("start_task", ANNA, s -> named(s, Map.of()), (s, told) -> isInProgress(s)),
        new Effect(
            "heartbeat",
            ANNA,
            s -> mine(s, Map.of()),
            (s, told) -> assertThat(holder(s)).contains(new AgentId("anna"))),
        new Effect(
            "heartbeat",
            OPERATOR,
            s -> named(s, Map.of("lease", "2h")),
            (s, told) ->
                assertThat(s.task("t1").lease().orElseThrow().until())
                    .isAfter(s.desk.now().plus(Duration.ofMinutes(100)))));
  }

  private static List<Effect> results() {
    return List.of(
        new Effect(
            "submit_task",
            ANNA,
            s -> mine(s, Map.of("output", "Did it")),
            (s, told) -> assertThat(submission(s)).contains(Submission.saying("Did it"))),
        new Effect("submit_task", OPERATOR, s -> named(s, RESULT), (s, told) -> isHandedIn(s)),
        new Effect(
            "complete_task",
            ANNA,
            s -> mine(s, Map.of("output", "Did it")),
            (s, told) -> assertThat(submission(s)).contains(Submission.saying("Did it"))),
        new Effect(
            "complete_task",
            ANNA,
            s -> {
              Map<String, Object> more = new LinkedHashMap<>(RESULT);
              more.put("timeout", "5s");
              return named(s, more);
            },
            (s, told) -> isHandedIn(s)));
  }

  private static List<Effect> ends() {
    return List.of(
        new Effect(
            "fail_task",
            ANNA,
            s -> mine(s, Map.of("reason", "No disk")),
            (s, told) -> hasFailed(s)),
        new Effect(
            "fail_task",
            ANNA,
            s -> named(s, Map.of("reason", "No disk")),
            (s, told) -> hasFailed(s)),
        new Effect(
            "release_task",
            Scene.LEA,
            s -> {
              s.claimed(ANNA, "t1");
              return Map.of("task_id", "t1");
            },
            (s, told) -> isFree(s)),
        new Effect(
            "release_task",
            ANNA,
            s -> named(s, Map.of("reason", "Not mine")),
            (s, told) -> isFree(s)));
  }

  private static Map<String, Object> mine(Scene s, Map<String, Object> more) {
    Map<String, Object> arguments = new LinkedHashMap<>(more);
    arguments.put("fence", s.claimed(ANNA, "t1"));
    arguments.put("task_id", "t1");
    return arguments;
  }

  private static Map<String, Object> named(Scene s, Map<String, Object> more) {
    Map<String, Object> arguments = mine(s, more);
    arguments.put("agent_id", "anna");
    return arguments;
  }

  private static Optional<AgentId> holder(Scene s) {
    return s.task("t1").lease().map(Lease::holder);
  }

  private static void isInProgress(Scene s) {
    assertThat(s.task("t1").status()).isEqualTo(TaskStatus.IN_PROGRESS);
  }

  private static Optional<Submission> submission(Scene s) {
    return s.task("t1").state() instanceof TaskState.Done done
        ? done.submission()
        : Optional.empty();
  }

  private static void isHandedIn(Scene s) {
    assertThat(submission(s))
        .contains(new Submission("Did it", Optional.of("c0ffee"), List.of("a.txt")));
  }

  private static void hasFailed(Scene s) {
    Task task = s.task("t1");
    assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(task.attempts())
        .singleElement()
        .satisfies(attempt -> {
          assertThat(attempt.agent()).isEqualTo(new AgentId("anna"));
          assertThat(attempt.reason()).contains("No disk");
        });
  }

  private static void isFree(Scene s) {
    assertThat(s.task("t1").status()).isEqualTo(TaskStatus.AVAILABLE);
    assertThat(s.task("t1").failures()).isZero();
    assertThat(s.board().heldBy(new AgentId("anna"))).isEmpty();
    assertThat(s.board().heldBy(BEN.agent().orElseThrow())).isEmpty();
  }
}
