package rowlock.need;

import java.util.List;

/// What becomes of a command about a need.
public sealed interface NeedDecision {
  /// It happens.
  ///
  /// @param need which need it is about
  /// @param events what happens; nothing when it is so already
  record Accepted(String need, List<NeedEvent> events) implements NeedDecision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /// It does not happen.
  record Refused(NeedRefusal refusal) implements NeedDecision {}
}
