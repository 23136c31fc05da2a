package rowlock.kind;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import rowlock.team.AgentCondition;

/// What the screen of an agent says about it.
///
/// @param state what it is doing
/// @param detail the words on the screen that tell, or why nothing can be told
/// @param draft what stands unsent in its input line; hints of the program's own are no drafts
/// @param retry after which time it tries again by itself, where the screen says so
public record Reading(
    State state, String detail, Optional<String> draft, Optional<Duration> retry) {
  /// What an agent is doing, as far as its screen tells.
  public enum State {
    /// Nothing is drawn yet.
    STARTING,
    /// It waits for a prompt.
    IDLE,
    /// At work.
    WORKING,
    /// It asks whether it may do something. Any key could be an answer.
    PERMISSION,
    /// It asks something else. Any key could be an answer.
    QUESTION,
    /// A dialog of the program itself stands in the way. Any key could be an answer.
    DIALOG,
    /// Its provider failed and it tries again by itself.
    RETRYING,
    /// Its last turn ended with an error; it waits for a prompt.
    FAILED,
    /// Its provider refuses more work until a certain time.
    LIMITED,
    /// Its program ended.
    ENDED,
    /// The screen is none that is known.
    UNKNOWN;

    /// The same in the words of the board.
    public AgentCondition condition() {
      return switch (this) {
        case STARTING -> AgentCondition.STARTING;
        case IDLE, FAILED -> AgentCondition.IDLE;
        case WORKING, RETRYING -> AgentCondition.WORKING;
        case PERMISSION, QUESTION, DIALOG -> AgentCondition.WAITING;
        case LIMITED -> AgentCondition.LIMITED;
        case ENDED -> AgentCondition.GONE;
        case UNKNOWN -> AgentCondition.UNKNOWN;
      };
    }

    /// Whether text may be typed: into anything else it could be an answer, or get lost.
    public boolean takesText() {
      return this == IDLE || this == FAILED;
    }
  }

  /// When its limit ends, where the screen says so.
  ///
  /// @param now when the screen was seen
  /// @param zone the zone of the machine it runs on
  public Optional<Instant> limitedUntil(Instant now, ZoneId zone) {
    return state == State.LIMITED ? ResetTime.in(detail, now, zone) : Optional.empty();
  }
}
