package rowlock.agent;

import java.util.Optional;
import java.util.function.Predicate;
import rowlock.board.Board;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.task.TaskState;
import rowlock.team.Agent;

/// Which work there is for the agents of a hub.
///
/// @param isOurs which tasks they are there for
/// @param purse what they may spend
public record Openings(Predicate<Task> isOurs, Purse purse) {
  /// The most urgent task an agent could claim now.
  public Optional<Task> first(AgentId id, Board board) {
    Optional<Agent> agent = board.agent(id);
    return agent.flatMap(known ->
        board.tasks().stream()
            .filter(task -> task.state() instanceof TaskState.Available)
            .filter(isOurs)
            .filter(task -> known.satisfies(task.spec().requirement()))
            .min(board.byUrgency())
            .filter(task -> purse.objection(board, task, known.kind()).isEmpty()));
  }

  /// These openings for somebody who is to take none of them.
  Openings none() {
    return new Openings(_ -> false, purse);
  }
}
