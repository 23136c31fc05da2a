package rowlock.team;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import rowlock.task.AgentId;
import rowlock.task.Name;
import rowlock.task.Requirement;
import rowlock.task.Text;

/// A member of the team, as it was registered.
///
/// @param id its name
/// @param kind what it is: `claude`, `shell`, `person` or a kind the user described
/// @param role a role's name; it decides what the agent may do
/// @param capabilities what it can do that not every agent can
/// @param parent the agent that asked for it
/// @param machine the machine it runs on
public record Agent(
    AgentId id,
    String kind,
    String role,
    SortedSet<String> capabilities,
    Optional<AgentId> parent,
    Optional<String> machine) {
  public Agent {
    Name.require("kind", kind);
    Name.require("role", role);
    capabilities = Text.labels("capabilities", capabilities);
    machine.ifPresent(name -> Name.require("machine", name));
  }

  /// A worker of a kind, with nothing special about it.
  public static Agent worker(AgentId id, String kind) {
    return new Agent(
        id,
        kind,
        Role.WORKER,
        Text.labels("capabilities", List.of()),
        Optional.empty(),
        Optional.empty());
  }

  /// Whether it may take a task with this requirement.
  public boolean satisfies(Requirement requirement) {
    return capabilities.containsAll(requirement.capabilities())
        && requirement
            .assignee()
            .map(name -> name.equals(id.value()) || name.equals(kind))
            .orElse(true);
  }
}
