package rowlock.task;

import java.time.Instant;

/// One claim of a task that ended without success.
///
/// @param agent who had it
/// @param fence of that claim
/// @param endedAt when it ended
/// @param reason why, in words for the next one who tries
public record Attempt(AgentId agent, long fence, Instant endedAt, String reason) {
  public Attempt {
    Text.body("reason", reason);
  }
}
