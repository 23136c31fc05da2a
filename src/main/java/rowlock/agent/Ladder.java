package rowlock.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rowlock.board.Board;
import rowlock.board.Setting;

/// What is done, one step after the other, about an agent that does not get on.
///
/// Nobody is ended on a guess: the steps that end an agent come after those that ask, and each
/// waits for the one before to help. Progress begins the ladder anew.
///
/// @param steps in the order they are taken
/// @param idleAfter how long an agent may be idle although there is work for it
/// @param stuckAfter how long one that works may show no sign of it
/// @param each how long a step has to help
record Ladder(List<Step> steps, Duration idleAfter, Duration stuckAfter, Duration each) {

  /// A step.
  enum Step {
    /// The agent is reminded of its work.
    NUDGE,
    /// Those who lead are told.
    TELL_LEAD,
    /// A person is asked.
    ASK_HUMAN,
    /// The agent is started again with its session.
    RESTART,
    /// The agent is started anew, and its task goes to whoever is free.
    REASSIGN;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What is wrong with an agent.
  enum Trouble {
    /// It is idle, and there is work for it.
    IDLE,
    /// It should be at work and shows no sign of it.
    STUCK
  }

  Ladder {
    steps = List.copyOf(steps);
  }

  /// The ladder that the board's settings describe.
  static Ladder of(Board board) {
    List<Step> steps =
        board.words(Setting.LADDER).stream()
            .map(word -> Step.valueOf(word.toUpperCase(Locale.ROOT)))
            .toList();
    return new Ladder(
        steps,
        board.duration(Setting.IDLE_AFTER),
        board.duration(Setting.STUCK_AFTER),
        board.duration(Setting.LADDER_STEP));
  }

  /// The step that is due.
  ///
  /// @param since since when the agent has not got on, or when the last step was taken
  /// @param taken how many steps were taken already
  Optional<Step> due(Trouble trouble, Instant since, int taken, Instant now) {
    return next(trouble, since, taken).filter(due -> !due.isAfter(now)).map(_ -> steps.get(taken));
  }

  /// When the next step is due; nothing when all are taken.
  ///
  /// @param since since when the agent has not got on, or when the last step was taken
  /// @param taken how many steps were taken already
  Optional<Instant> next(Trouble trouble, Instant since, int taken) {
    if (taken >= steps.size()) {
      return Optional.empty();
    }
    Duration first = trouble == Trouble.IDLE ? idleAfter : stuckAfter;
    return Optional.of(since.plus(taken == 0 ? first : each));
  }
}
