package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowlock.task.Evidence;
import rowlock.task.Submission;
import rowlock.task.Text;
import rowlock.team.AgentCondition;
import rowlock.team.Message;

/// What is malformed does not become a command, and says in which field and why.
class BadInputTest {
  private static final String ESCAPE = "\u001b[2J";
  private static final Command.Claim CLAIM = new Command.Claim(Say.agent("ann"), Say.id("a"), 1);

  /// A command that must not come about, and what is said instead.
  record Attempt(String says, Runnable makes) {}

  static Stream<Attempt> attempts() {
    return Stream.of(
        new Attempt("task id '../../x' is not a name", () -> Say.cancel("../../x")),
        new Attempt("agent id '--upload-pack=x'", () -> Say.claim("--upload-pack=x")),
        new Attempt("tasks: 1 to 200000, not 0", Say::add),
        new Attempt("title: at most 500", () -> Say.add(Wanted.task("a").titled("x".repeat(501)))),
        new Attempt("title: control character", () -> Say.add(Wanted.task("a").titled(ESCAPE))),
        new Attempt("group_id 'a b'", () -> Say.group("a b")),
        new Attempt("lease: 1s to 7d", () -> Say.claim("ann", "a", Duration.ofMillis(999))),
        new Attempt("lease: 1s to 7d", () -> Say.renew(CLAIM, Duration.ofDays(8))),
        new Attempt("output: at most 100000", () -> submit("x".repeat(Text.MAX_BODY + 1))),
        new Attempt(
            "reason: control", () -> new Command.FailTask(CLAIM, FailureCause.REPORTED, ESCAPE)),
        new Attempt("a check that failed", () -> new Command.AcceptTask(CLAIM, red())),
        new Attempt("body: 1 to", () -> Say.send("ann", Say.to("bob"), " ")),
        new Attempt(
            "body: 1 to", () -> Say.send("ann", Say.to("bob"), "x".repeat(Message.MAX_BODY + 1))),
        new Attempt("message 'm 1'", () -> Say.confirm("ann", "m 1")),
        new Attempt("discovery: must not be empty", () -> discover("", "tag")),
        new Attempt("tags 'a b'", () -> discover("text", "a b")),
        new Attempt(
            "source: control",
            () -> new Command.ObserveAgent(Say.agent("ann"), AgentCondition.IDLE, ESCAPE)),
        new Attempt("goal: control", () -> new Command.SetGoal("a\nb", "")),
        new Attempt("run 'a/b'", () -> new Command.CloseRun("a/b", RunOutcome.DONE)),
        new Attempt("highest_fence", () -> new Command.MarkRestored(-1)),
        new Attempt(
            "key 'a b'", () -> new Request(Say.tick(), Request.OPERATOR, Optional.of("a b"))));
  }

  static Stream<Attempt> settings() {
    return Stream.of(
        new Attempt("lease: 1s to 7d", () -> Say.set(Setting.LEASE, "8d")),
        new Attempt("lease: 'soon'", () -> Say.set(Setting.LEASE, "soon")),
        new Attempt("grace: 0s to 1h", () -> Say.set(Setting.GRACE, "61m")),
        new Attempt("ageing_step: 1s to", () -> Say.set(Setting.AGEING_STEP, "0s")),
        new Attempt("archive_after: 1s to", () -> Say.set(Setting.ARCHIVE_AFTER, "0")),
        new Attempt("claims_per_agent: 1 to 100", () -> Say.set(Setting.CLAIMS_PER_AGENT, "0")),
        new Attempt("mailbox: 1 to 100000", () -> Say.set(Setting.MAILBOX, "1e3")),
        new Attempt(
            "max_concurrent_spawns: 1 to 64", () -> Say.set(Setting.MAX_CONCURRENT_SPAWNS, "65")),
        new Attempt(
            "max_concurrent_git_ops: 1 to 64", () -> Say.set(Setting.MAX_CONCURRENT_GIT_OPS, "0")),
        new Attempt(
            "message_batch_size: 1 to 100", () -> Say.set(Setting.MESSAGE_BATCH_SIZE, "101")),
        new Attempt(
            "message_batch_delay: 0s to 10s", () -> Say.set(Setting.MESSAGE_BATCH_DELAY, "10s1ms")),
        new Attempt("cache_size: 0 to 100000", () -> Say.set(Setting.CACHE_SIZE, "-1")),
        new Attempt("cache_ttl: 0s to 1h", () -> Say.set(Setting.CACHE_TTL, "61m")),
        new Attempt(
            "worktree_pool_size: 0 to 200", () -> Say.set(Setting.WORKTREE_POOL_SIZE, "201")),
        new Attempt("prewarm_instances: 0 to 200", () -> Say.set(Setting.PREWARM_INSTANCES, "")));
  }

  @ParameterizedTest
  @MethodSource({"attempts", "settings"})
  void badInputIsRefusedAtTheEdge(Attempt attempt) {
    assertThatIllegalArgumentException()
        .isThrownBy(attempt.makes()::run)
        .withMessageContaining(attempt.says());
  }

  @Test
  void everySettingAcceptsItsInitialValueAndIsFoundByItsName() {
    for (Setting setting : Setting.values()) {
      assertThat(setting.require(setting.initial())).isEqualTo(setting.initial());
      assertThat(Setting.named(setting.label())).isEqualTo(setting);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Setting.named("colour"))
        .withMessageContaining("lease, ageing_step");
  }

  @Test
  void anEntryOutOfOrderOrTimeIsRefused() {
    Event goal = new Event.GoalSet("win", "");
    Board board = Board.empty().apply(new Entry(1, Stage.START, Request.OPERATOR, goal));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> board.apply(new Entry(3, Stage.START, Request.OPERATOR, goal)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> board.apply(new Entry(2, Stage.START.minusNanos(1), Request.OPERATOR, goal)))
        .withMessageContaining("older");
  }

  @Test
  void requestsThatPrintAlikeHaveDifferentFingerprints() {
    Command one = new Command.SetGoal("x, masterPlan=y", "z");
    Command other = new Command.SetGoal("x", "y, masterPlan=z");
    assertThat(one).hasToString(other.toString());
    assertThat(print(one)).isNotEqualTo(print(other));
  }

  /// Journals hold fingerprints for ever, so they may never come out differently.
  @Test
  void aFingerprintIsTheSameInEveryProcess() {
    assertThat(print(Say.add(Wanted.task("a"))))
        .isEqualTo("22ed24f7824e02c2b269f9bf3ded814d3082be912c7fbf3d8f85dafcb273d6cb")
        .isNotEqualTo(Request.by("bob", Say.add(Wanted.task("a"))).fingerprint());
  }

  private static String print(Command command) {
    return Request.by("ann", command).fingerprint();
  }

  private static Command submit(String output) {
    return new Command.SubmitTask(CLAIM, Submission.saying(output));
  }

  private static Evidence.Proof red() {
    return new Evidence.Proof(
        "abc", "def", List.of(new Evidence.CheckRun("false", 1, Duration.ZERO, "00")));
  }

  private static Command discover(String text, String tag) {
    return new Command.AddDiscovery(
        Say.agent("ann"), text, new TreeSet<>(List.of(tag)), Optional.empty());
  }
}
