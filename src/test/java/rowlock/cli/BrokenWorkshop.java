package rowlock.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rowlock.board.RunOutcome;
import rowlock.budget.Amount;
import rowlock.operation.Desk;
import rowlock.operation.PlanProposal;
import rowlock.operation.PlanRequest;
import rowlock.operation.Project;
import rowlock.operation.RunListener;
import rowlock.operation.RunOrder;
import rowlock.operation.Workshop;
import rowlock.task.AgentId;

/// A workshop with a fault in it.
final class BrokenWorkshop implements Workshop {
  @Override
  public void serve(Desk desk, RunListener listener) {
    throw new AssertionError("nobody serves here");
  }

  @Override
  public RunOutcome conduct(Desk desk, RunOrder order, RunListener listener) {
    throw new IllegalStateException("broken");
  }

  @Override
  public boolean mayCost(Path projectFolder, String kind) {
    throw new IllegalStateException("broken");
  }

  @Override
  public Amount estimate(Path projectFolder, String kind) {
    throw new IllegalStateException("broken");
  }

  @Override
  public PlanProposal propose(
      Desk desk, PlanRequest request, PlanProposal.Critic critic, RunListener listener) {
    throw new IllegalStateException("broken");
  }

  @Override
  public List<AgentId> stopAgents(Project project) {
    throw new IllegalStateException("broken");
  }

  @Override
  public List<String> attachCommand(Project project, AgentId agent) {
    throw new IllegalStateException("broken");
  }

  @Override
  public int show(List<String> command) {
    throw new IllegalStateException("broken");
  }

  @Override
  public List<RecoveryPoint> recoveryPoints(Path repository) {
    throw new IllegalStateException("broken");
  }

  @Override
  public List<String> undo(Path repository, Optional<Integer> number) {
    throw new IllegalStateException("broken");
  }

  @Override
  public List<Finding> examine(Optional<Path> projectFolder) {
    throw new IllegalStateException("broken");
  }

  @Override
  public List<Finding> examineAgents(Optional<Path> projectFolder) {
    throw new IllegalStateException("broken");
  }
}
