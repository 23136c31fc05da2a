package rowlock.context;

import java.util.Optional;
import rowlock.task.AgentId;
import rowlock.task.Text;

/// Who does a task, where, and how the result is handed in.
///
/// @param agent the agent that is told
/// @param workplace the worktree it works in; empty when the task has no repository
/// @param handIn how its result gets to rowlock
public record Assignment(AgentId agent, Optional<Workplace> workplace, HandIn handIn) {

  /// How a result gets to rowlock.
  public enum HandIn {
    /// rowlock started the agent: committing and ending is handing in, the last words are the
    /// result.
    BY_ENDING,
    /// The agent gives the commands of the command line itself, with its fence.
    BY_COMMAND,
    /// The agent calls rowlock's tools over MCP, with its fence.
    BY_TOOL
  }

  /// A worktree of one agent's own.
  ///
  /// @param folder its path
  /// @param branch the branch or commit that is checked out
  /// @param base what the work is merged onto
  public record Workplace(String folder, String branch, String base) {
    public Workplace {
      Text.line("folder", folder);
      Text.line("branch", branch);
      Text.line("base", base);
    }
  }
}
