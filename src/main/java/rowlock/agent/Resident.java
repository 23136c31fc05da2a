package rowlock.agent;

import java.util.Optional;
import rowlock.kind.AgentKind;
import rowlock.task.AgentId;
import rowlock.team.Agent;

/// An agent that lives in a terminal of the hub.
///
/// @param id its name
/// @param kind its kind
/// @param role the name of its role
/// @param parent the agent that asked for it
public record Resident(AgentId id, AgentKind kind, String role, Optional<AgentId> parent) {
  /// The agent as the board knows it.
  Agent asAgent() {
    return new Agent(id, kind.name(), role, kind.capabilities(), parent, Optional.empty());
  }
}
