package rowlock.budget;

import java.util.Optional;
import rowlock.task.AgentId;
import rowlock.task.Name;
import rowlock.task.TaskId;

/// What something is spent for: the way down the tree from the run to the agent.
///
/// @param run whose allowance it comes from
/// @param task the task it is spent on; empty for planning and leading
/// @param agent who spends it
public record Purpose(String run, Optional<TaskId> task, AgentId agent) {
  public Purpose {
    Name.require("run", run);
  }
}
