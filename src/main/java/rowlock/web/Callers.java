package rowlock.web;

import java.time.Instant;
import rowlock.access.Identity;
import rowlock.access.Recognition;
import rowlock.access.Secret;
import rowlock.access.Tokens;

/// Everybody the server may answer: the operator with the hub's own secret, agents with theirs.
///
/// @param operator the secret in the hub's port file
/// @param tokens those of agents
public record Callers(Secret operator, Tokens tokens) {
  /// Who shows this text.
  Recognition identify(String text, Instant now) {
    return operator.matches(text)
        ? new Recognition.Known(Identity.operator())
        : tokens.identify(text, now);
  }
}
