package rowlock.access;

import java.util.EnumSet;
import java.util.Optional;
import rowlock.task.AgentId;
import rowlock.team.Permission;
import rowlock.team.Role;

/// Who asks, as rowlock knows it and not as they say.
///
/// @param agent the agent; empty for the person who operates the project
/// @param role what they may do, as it is at this moment
/// @param parent the agent that asked for this one
/// @param claim the claim their token is for, if it is for one only
/// @param tokenId the public part of their token, for logs; [#OPERATOR] for the operator
public record Identity(
    Optional<AgentId> agent,
    Role role,
    Optional<AgentId> parent,
    Optional<Claim> claim,
    String tokenId) {
  /// The name of the person who operates the project, in the journal and as a role.
  public static final String OPERATOR = "operator";

  /// The person who operates the project: may do everything.
  public static Identity operator() {
    return new Identity(
        Optional.empty(),
        new Role(OPERATOR, EnumSet.allOf(Permission.class)),
        Optional.empty(),
        Optional.empty(),
        OPERATOR);
  }

  /// An agent in a role, with no parent and no claim.
  public static Identity of(AgentId agent, Role role, String tokenId) {
    return new Identity(Optional.of(agent), role, Optional.empty(), Optional.empty(), tokenId);
  }

  /// The name their commands carry: the agent's id or [#OPERATOR].
  public String by() {
    return agent.map(AgentId::value).orElse(OPERATOR);
  }

  /// Whether it is the person who operates the project.
  public boolean isOperator() {
    return agent.isEmpty();
  }

  /// Whether their role allows this.
  public boolean may(Permission permission) {
    return role.permissions().contains(permission);
  }

  /// Whether they may give this role to somebody: nobody hands on more than they have.
  public boolean mayGrant(Role another) {
    return role.permissions().containsAll(another.permissions());
  }
}
