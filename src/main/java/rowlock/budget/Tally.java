package rowlock.budget;

import java.time.Instant;
import java.util.Locale;

/// What was spent and is reserved for one run, task or agent.
///
/// @param of what kind of thing it was spent for
/// @param name which one
/// @param at when it changed last
/// @param totals the figures
public record Tally(Of of, String name, Instant at, Totals totals) {
  /// What something is spent for.
  public enum Of {
    /// A run: everything that is spent is spent for one.
    RUN,
    /// A task.
    TASK,
    /// An agent.
    AGENT;

    /// The name in every interface.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
