package rowlock.team;

import java.time.Instant;
import rowlock.task.Text;

/// What was seen of an agent, by what means, and when.
///
/// @param condition what it was doing
/// @param source how that is known, in words: `exit code`, `Stop hook`, `screen`
/// @param at when it was seen
public record Observation(AgentCondition condition, String source, Instant at) {
  public Observation {
    Text.line("source", source);
  }
}
