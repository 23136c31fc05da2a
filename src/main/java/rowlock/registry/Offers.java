package rowlock.registry;

import java.util.Optional;
import rowlock.board.Board;
import rowlock.operation.Premises;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.team.Agent;

/// The task that an agent would be given now: an agent that the hub started is there for certain
/// tasks, everybody else for all.
///
/// @param premises where the agents of the hub live
record Offers(Premises premises) {

  /// The most urgent task for an agent.
  Optional<TaskId> to(AgentId id, Board board) {
    Agent agent = board.agent(id).orElseGet(() -> Agent.worker(id, "external"));
    return premises.houses(id)
        ? board.tasks().stream()
            .filter(task -> task.state() instanceof TaskState.Available)
            .filter(task -> isFor(agent, task))
            .min(board.byUrgency())
            .map(Task::id)
        : board.nextFor(agent);
  }

  private boolean isFor(Agent agent, Task task) {
    return agent.satisfies(task.spec().requirement()) && premises.suits(agent.id(), task);
  }
}
