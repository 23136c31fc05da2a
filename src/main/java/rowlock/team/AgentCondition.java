package rowlock.team;

import java.util.Locale;

/// What an agent was seen doing.
public enum AgentCondition {
  /// Started, has not answered yet.
  STARTING,
  /// At work.
  WORKING,
  /// Ready for more.
  IDLE,
  /// Waits for a person to answer something.
  WAITING,
  /// Its provider refuses more work for a while.
  LIMITED,
  /// Provably ended.
  GONE,
  /// Nobody could tell; never treated as gone.
  UNKNOWN;

  /// The name in every interface.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
