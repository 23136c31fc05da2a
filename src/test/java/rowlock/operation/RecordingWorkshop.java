package rowlock.operation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowlock.board.Answer;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.board.Run;
import rowlock.board.RunOutcome;
import rowlock.budget.Amount;
import rowlock.coordinator.Coordinator;
import rowlock.coordinator.Reply;
import rowlock.task.AgentId;
import rowlock.task.Submission;

/// A workshop without agents: it does the tasks it is asked to do itself, on the real board, and
/// remembers what it was asked.
public final class RecordingWorkshop implements Workshop {
  private static final AgentId AGENT = new AgentId("shell-1");

  private final int tasksDone;
  private final RunOutcome outcome;
  private final List<String> asked = new ArrayList<>();

  private RecordingWorkshop(int tasksDone, RunOutcome outcome) {
    this.tasksDone = tasksDone;
    this.outcome = outcome;
  }

  /// Does everything.
  public static RecordingWorkshop thatDoesAll() {
    return new RecordingWorkshop(Integer.MAX_VALUE, RunOutcome.DONE);
  }

  /// Does so many tasks, and then ends like this.
  public static RecordingWorkshop thatDoes(int tasks, RunOutcome outcome) {
    return new RecordingWorkshop(tasks, outcome);
  }

  public List<String> asked() {
    return asked;
  }

  @Override
  public void serve(Desk desk, RunListener listener) {
    asked.add("serve");
    listener.opened("", "http://127.0.0.1:4711");
  }

  @Override
  public RunOutcome conduct(Desk desk, RunOrder order, RunListener listener) {
    asked.add("conduct " + order);
    Coordinator coordinator = desk.project().coordinator();
    Run run =
        new Run(
            order.run(),
            order.assignment().goal(),
            order.assignment().planHash(),
            Optional.empty(),
            coordinator.now(),
            Optional.empty());
    coordinator.submit(Request.bySystem(new Command.OpenRun(run, order.assignment().tasks())));
    listener.opened(order.run(), "");
    for (int i = 0; i < tasksDone && !listener.isStopWanted(); i++) {
      Reply reply =
          coordinator.submit(
              Request.bySystem(new Command.ClaimTask(AGENT, Optional.empty(), Optional.empty())));
      if (!(reply instanceof Reply.Done(Answer.Claimed claimed, _))) {
        break;
      }
      Command.Claim claim = new Command.Claim(AGENT, claimed.task(), claimed.fence());
      coordinator.submit(
          Request.bySystem(new Command.SubmitTask(claim, Submission.saying("did it"))));
    }
    listener.noticed("tmux is missing");
    coordinator.submit(Request.bySystem(new Command.CloseRun(order.run(), outcome)));
    return outcome;
  }

  @Override
  public boolean mayCost(Path projectFolder, String kind) {
    return !kind.equals("shell");
  }

  @Override
  public Amount estimate(Path projectFolder, String kind) {
    return mayCost(projectFolder, kind) ? Amount.of(500_000, 1_000) : Amount.of(0, 0);
  }

  /// Answers what the goal says after a colon.
  @Override
  public PlanProposal propose(
      Desk desk, PlanRequest request, PlanProposal.Critic critic, RunListener listener) {
    asked.add("propose " + request.goal());
    String plan = request.goal().substring(request.goal().indexOf(':') + 1);
    List<String> problems = critic.problems(plan);
    Amount spent = Amount.of(250_000, 5_000);
    return problems.isEmpty()
        ? new PlanProposal.Made(plan, spent)
        : new PlanProposal.None(
            Outcome.Reason.REJECTED, "bad_plan", problems.getFirst(), "try again", spent);
  }

  @Override
  public List<AgentId> stopAgents(Project project) {
    asked.add("stop");
    return List.of(AGENT);
  }

  @Override
  public List<String> attachCommand(Project project, AgentId agent) {
    if (!agent.equals(AGENT)) {
      throw new Refusal(Refusal.Kind.INPUT, agent + " has no terminal", "see `rowlock agents`");
    }
    return List.of("tmux", "-L", "rowlock it's", "attach");
  }

  @Override
  public int show(List<String> command) {
    asked.add("show " + command);
    return 0;
  }

  @Override
  public List<RecoveryPoint> recoveryPoints(Path repository) {
    return List.of(
        new RecoveryPoint(
            1, Instant.parse("2026-01-02T03:04:05Z"), "before run p", List.of("refs/heads/main")));
  }

  @Override
  public List<String> undo(Path repository, Optional<Integer> number) {
    asked.add("undo " + number);
    return List.of("refs/heads/main is back at 1234");
  }

  @Override
  public List<Finding> examine(Optional<Path> projectFolder) {
    return List.of(
        new Finding("git", Health.GOOD, "2.39.5", ""),
        new Finding("tmux", Health.LIMITED, "not on PATH", "install it"));
  }

  @Override
  public List<Finding> examineAgents(Optional<Path> projectFolder) {
    return List.of(
        new Finding("git", Health.GOOD, "2.39.5", ""),
        new Finding("tmux", Health.LIMITED, "not on PATH", "install it"));
  }
}
