package rowlock.access;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import rowlock.task.AgentId;
import rowlock.task.Durations;
import rowlock.task.Name;

/// What a new token is to be good for.
///
/// @param agent whom it identifies
/// @param role the name of the role its holder has; what that allows is looked up at each use
/// @param parent the agent that asked for this one
/// @param claim the claim it is for, if it is for one only
/// @param lifetime from now on, a minute to 30 days
public record Grant(
    AgentId agent,
    String role,
    Optional<AgentId> parent,
    Optional<Claim> claim,
    Duration lifetime) {
  /// How long a token is good for when nobody says otherwise.
  public static final Duration STANDARD_LIFETIME = Duration.ofHours(12);

  /// The shortest life of a token.
  public static final Duration MIN_LIFETIME = Duration.ofMinutes(1);

  /// The longest life of a token.
  public static final Duration MAX_LIFETIME = Duration.ofDays(30);

  /// Names under which people and rowlock itself give commands.
  private static final Set<String> NOT_AGENTS = Set.of(Identity.OPERATOR, "rowlock");

  public Grant {
    if (NOT_AGENTS.contains(agent.value())) {
      throw new IllegalArgumentException("agent: " + agent + " is no agent's name");
    }
    Name.require("role", role);
    requireLifetime(lifetime);
  }

  /// A token for an agent in a role, for the standard time.
  public static Grant of(AgentId agent, String role) {
    return new Grant(agent, role, Optional.empty(), Optional.empty(), STANDARD_LIFETIME);
  }

  /// The same for another time.
  public Grant lasting(Duration another) {
    return new Grant(agent, role, parent, claim, another);
  }

  /// The same, asked for by an agent.
  public Grant under(AgentId by) {
    return new Grant(agent, role, Optional.of(by), claim, lifetime);
  }

  /// The same, for one claim only.
  public Grant boundTo(Claim only) {
    return new Grant(agent, role, parent, Optional.of(only), lifetime);
  }

  static void requireLifetime(Duration lifetime) {
    if (lifetime.compareTo(MIN_LIFETIME) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException(
          "lifetime: from %s to %s, not %s"
              .formatted(
                  Durations.format(MIN_LIFETIME),
                  Durations.format(MAX_LIFETIME),
                  Durations.format(lifetime)));
    }
  }
}
