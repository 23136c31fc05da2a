package rowlock.team;

import rowlock.task.AgentId;
import rowlock.task.Name;

/// Whom a message is addressed to; it is expanded to agents when the message is accepted.
public sealed interface Recipient {
  /// One agent.
  record One(AgentId agent) implements Recipient {}

  /// Everybody who has a role.
  record Members(String role) implements Recipient {
    public Members {
      Name.require("role", role);
    }
  }

  /// Every registered agent but the sender.
  record Team() implements Recipient {}
}
