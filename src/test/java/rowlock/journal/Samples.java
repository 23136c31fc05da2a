package rowlock.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pcollections.TreePSet;
import rowlock.board.Answer;
import rowlock.board.Contents;
import rowlock.board.Event;
import rowlock.board.FailureCause;
import rowlock.board.Group;
import rowlock.board.Letter;
import rowlock.board.Run;
import rowlock.board.RunOutcome;
import rowlock.board.Setting;
import rowlock.task.AgentId;
import rowlock.task.Attempt;
import rowlock.task.DependencyPolicy;
import rowlock.task.Description;
import rowlock.task.Evidence;
import rowlock.task.Lease;
import rowlock.task.Links;
import rowlock.task.Priority;
import rowlock.task.Requirement;
import rowlock.task.RetryPolicy;
import rowlock.task.Submission;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.TaskState;
import rowlock.task.TaskStatus;
import rowlock.task.Terms;
import rowlock.task.Text;
import rowlock.task.Work;
import rowlock.team.Agent;
import rowlock.team.AgentCondition;
import rowlock.team.Delivery;
import rowlock.team.Discovery;
import rowlock.team.Importance;
import rowlock.team.Message;
import rowlock.team.Observation;

/// One value of everything that is stored, with every part filled in.
final class Samples {
  static final Instant TIME = Instant.parse("2026-11-21T10:15:30.123456Z");
  static final TaskId TASK = new TaskId("build-1");
  static final AgentId AGENT = new AgentId("ada");

  private Samples() {}

  static TaskSpec spec() {
    return new TaskSpec(
        new Description(
            "Write the parser \u2603",
            "All of it,\n\twith \"quotes\" and \\ and \uD83D\uDE80",
            List.of("src/a b.c", "README.md"),
            "mind the gap",
            Text.labels("tags", List.of("io", "core"))),
        new Links(
            List.of(new TaskId("z"), new TaskId("a")),
            DependencyPolicy.SKIP,
            Optional.of(new TaskId("whole")),
            Optional.of("group-1"),
            Optional.of("run-1")),
        new Requirement(Text.labels("capabilities", List.of("java")), Optional.of("claude")),
        new Work(List.of("src/**"), List.of("make check", "true"), Optional.of("make\nmake x")),
        new Terms(
            new Priority(2), new RetryPolicy(7, Duration.ofMillis(1500)), Duration.ofMinutes(90)));
  }

  static Submission submission() {
    return new Submission("did it\n", Optional.of("0a1b2c"), List.of("src/a.c"));
  }

  static Evidence proof() {
    return new Evidence.Proof(
        "0a1b2c",
        "3d4e5f",
        List.of(new Evidence.CheckRun("make check", 0, Duration.ofNanos(1_234_567), "ab12")));
  }

  static Lease lease() {
    return new Lease(AGENT, 17, TIME.plusSeconds(600), Duration.ofMinutes(10));
  }

  static List<Evidence> evidences() {
    return List.of(
        new Evidence.Word(AGENT), new Evidence.Parts(List.of(TASK, new TaskId("b"))), proof());
  }

  static List<TaskState> states() {
    return List.of(
        new TaskState.Blocked(TreePSet.from(List.of(TASK, new TaskId("b")))),
        new TaskState.Available(TIME),
        new TaskState.Claimed(lease()),
        new TaskState.InProgress(lease(), TIME),
        new TaskState.Submitted(AGENT, 17, TIME, submission()),
        new TaskState.Done(TIME, Optional.of(submission()), proof()),
        new TaskState.Failed(TIME, "red", Optional.of(TIME.plusSeconds(1))),
        new TaskState.Cancelled(TIME, "not needed"));
  }

  static Task task(TaskState state) {
    return new Task(
        TASK, spec(), TIME, state, 3, List.of(new Attempt(AGENT, 12, TIME, "it broke")));
  }

  static List<Answer> answers() {
    return List.of(
        new Answer.Accepted(),
        new Answer.Added(List.of(TASK, new TaskId("b"))),
        new Answer.Claimed(TASK, 17, TIME),
        new Answer.Renewed(TIME),
        new Answer.Moved(TASK, TaskStatus.IN_PROGRESS),
        new Answer.Created("d-1"),
        new Answer.Sent("m-1", List.of(AGENT)));
  }

  static List<Delivery> deliveries() {
    return List.of(
        new Delivery.Accepted(),
        new Delivery.Delivered(TIME),
        new Delivery.Confirmed(TIME),
        new Delivery.Undeliverable(TIME, "gone"));
  }

  static Agent agent() {
    return new Agent(
        AGENT,
        "claude",
        "worker",
        Text.labels("capabilities", List.of("java", "c")),
        Optional.of(new AgentId("boss")),
        Optional.of("laptop"));
  }

  static Message message() {
    return new Message(
        "m-1",
        AGENT,
        List.of(new AgentId("bob"), new AgentId("al")),
        Importance.HIGH,
        "hello\nthere",
        Optional.of("m-0"),
        TIME);
  }

  static Discovery discovery() {
    return new Discovery(
        "d-1", AGENT, "it is slow", Text.labels("tags", List.of("perf")), Optional.of(TASK), TIME);
  }

  static Run run() {
    return new Run(
        "run-1",
        "ship it",
        "abc123",
        Optional.of(new Run.Integration("/repo", "0a1b2c", "refs/heads/rowlock/run-1", true)),
        TIME,
        Optional.of(RunOutcome.PARTIAL));
  }

  static List<Event> events() {
    return List.of(
        new Event.TaskAdded(TASK, spec()),
        new Event.TaskClaimed(TASK, AGENT, TIME.plusSeconds(600), Duration.ofMinutes(10)),
        new Event.TaskStarted(TASK),
        new Event.LeaseRenewed(TASK, TIME),
        new Event.ClaimReleased(TASK, "lunch"),
        new Event.AttemptFailed(TASK, FailureCause.CHECK_FAILED, "red", Optional.of(TIME)),
        new Event.RetryDue(TASK),
        new Event.TaskSubmitted(TASK, submission()),
        new Event.TaskDone(TASK, proof()),
        new Event.TaskCancelled(TASK, "not needed"),
        new Event.TaskRetried(TASK),
        new Event.PriorityChanged(TASK, new Priority(1)),
        new Event.TasksArchived(List.of(TASK)),
        new Event.GroupCreated("group-1", "All of them", Optional.of(TASK)),
        new Event.AgentRegistered(agent()),
        new Event.AgentObserved(AGENT, new Observation(AgentCondition.LIMITED, "screen", TIME)),
        new Event.AgentRetired(AGENT, "done"),
        new Event.MessageSent(message()),
        new Event.MessageDelivered("m-1", AGENT),
        new Event.MessagesConfirmed(AGENT, List.of("m-1", "m-2")),
        new Event.MessageUndeliverable("m-1", AGENT, "gone"),
        new Event.DiscoveryAdded(discovery()),
        new Event.GoalSet("ship it", "first\nthen"),
        new Event.SettingChanged(Setting.CLAIMS_PER_AGENT, "3"),
        new Event.RequestAnswered("key-1", "abc123", new Answer.Claimed(TASK, 17, TIME)),
        new Event.RunOpened(run()),
        new Event.RunClosed("run-1", RunOutcome.STOPPED),
        new Event.GraceGranted(TIME),
        new Event.JournalRestored(4_711));
  }

  /// A board with at least one of everything.
  static Contents contents(long position) {
    TreeMap<AgentId, Observation> seen = new TreeMap<>();
    seen.put(AGENT, new Observation(AgentCondition.WORKING, "Stop hook", TIME));
    TreeMap<AgentId, Delivery> deliveries = new TreeMap<>();
    for (Delivery delivery : deliveries()) {
      deliveries.put(new AgentId("to-" + deliveries.size()), delivery);
    }
    return new Contents(
        position,
        TIME,
        new Contents.OfTasks(
            states().stream().map(Samples::task).toList(),
            List.of(new TaskId("old")),
            List.of(new TaskId("gone")),
            List.of(new Group("group-1", "All", Optional.of(TASK))),
            12),
        new Contents.OfTeam(List.of(agent()), seen),
        new Contents.OfMail(List.of(new Letter(message(), deliveries)), List.of(discovery()), 3, 4),
        OperatorSamples.contents(),
        new Contents.OfLedger(
            "ship it",
            "plan",
            new TreeMap<>(Map.of(Setting.LEASE, "5m")),
            answers().stream()
                .map(answer -> new Contents.Answered("key", "finger", answer))
                .toList(),
            List.of(run()),
            Optional.of(TIME),
            1_000));
  }

  /// A batch of one small entry.
  static Batch batch(Instant at, Event event) {
    return new Batch(List.of(new Batch.Pending(at, "operator", event)), List.of(), "summary");
  }
}
