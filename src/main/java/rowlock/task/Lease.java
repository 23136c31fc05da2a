package rowlock.task;

import java.time.Duration;
import java.time.Instant;

/// The right of one agent to work on one task for a while.
///
/// @param holder the agent
/// @param fence grows with every claim on a board and is never given twice; whoever writes about
///   the task must show it, so a holder that lost its lease can do no harm however late it wakes up
/// @param until when the right ends unless it is renewed, by the journal's clock
/// @param length what a renewal without a length of its own adds
public record Lease(AgentId holder, long fence, Instant until, Duration length) {
  public Lease {
    if (fence <= 0) {
      throw new IllegalArgumentException("fence: must be positive, not " + fence);
    }
  }

  /// The same lease ending later; a renewal never shortens one.
  public Lease renewedUntil(Instant later) {
    return later.isAfter(until) ? new Lease(holder, fence, later, length) : this;
  }
}
