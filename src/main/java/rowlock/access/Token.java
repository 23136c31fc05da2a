package rowlock.access;

import java.time.Instant;
import java.util.Optional;
import rowlock.task.AgentId;
import rowlock.task.Name;

/// A token as everybody may see it: without its secret.
///
/// @param id its public name
/// @param agent whom it identifies
/// @param role the name of its holder's role
/// @param parent the agent that asked for that one
/// @param claim the claim it is for, if it is for one only
/// @param issued when it was made
/// @param expires when it stops being good
public record Token(
    String id,
    AgentId agent,
    String role,
    Optional<AgentId> parent,
    Optional<Claim> claim,
    Instant issued,
    Instant expires) {
  public Token {
    TokenText.requireId(id);
    Name.require("role", role);
  }

  /// Whether it is over.
  public boolean isExpired(Instant now) {
    return !now.isBefore(expires);
  }

  Token until(Instant later) {
    return new Token(id, agent, role, parent, claim, issued, later);
  }

  Token boundTo(Optional<Claim> another) {
    return new Token(id, agent, role, parent, another, issued, expires);
  }
}
