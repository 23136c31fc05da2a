package rowlock.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import rowlock.team.AgentCondition;
import rowlock.team.Observation;

/// What an agent is doing, judged from everything that is known of it, the most trusted source
/// first: its process, its own hooks, its screen.
///
/// Hooks tell what happened, the screen what is so. Where they disagree and neither explains the
/// other, the answer is unknown, with both sources; unknown is never taken for gone.
///
/// @param process what its process says, once it is over or cannot be told
/// @param hook the newest word of its hooks
/// @param screen the newest reading of its screen
/// @param limitedUntil the end of its provider's limit
record Judgement(
    Optional<Observation> process,
    Optional<Observation> hook,
    Optional<Observation> screen,
    Optional<Instant> limitedUntil) {
  /// How long a screen may lag behind a hook, and a hook behind a screen.
  static final Duration SETTLING = Duration.ofSeconds(3);

  static final Judgement NOTHING =
      new Judgement(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  Judgement withProcess(Observation seen) {
    return new Judgement(Optional.of(seen), hook, screen, limitedUntil);
  }

  Judgement withHook(Observation seen) {
    return new Judgement(process, Optional.of(seen), screen, limitedUntil);
  }

  Judgement withScreen(Observation seen) {
    return new Judgement(process, hook, Optional.of(seen), limitedUntil);
  }

  Judgement limited(Optional<Instant> until) {
    return new Judgement(process, hook, screen, until);
  }

  /// What it is doing.
  Observation at(Instant now) {
    if (process.isPresent()) {
      return process.get();
    }
    if (limitedUntil.filter(now::isBefore).isPresent()) {
      return new Observation(
          AgentCondition.LIMITED, "its provider's limit until " + limitedUntil.get(), now);
    }
    if (hook.isPresent() && screen.isPresent()) {
      return weigh(hook.get(), screen.get());
    }
    return hook.or(() -> screen)
        .orElseGet(() -> new Observation(AgentCondition.STARTING, "its process", now));
  }

  private static Observation weigh(Observation told, Observation shown) {
    AgentCondition said = told.condition();
    AgentCondition seen = shown.condition();
    boolean isSettled = shown.at().isAfter(told.at().plus(SETTLING));
    if (said == seen || !isSettled || seen == AgentCondition.UNKNOWN) {
      return told;
    }
    boolean isEvent = said == AgentCondition.WORKING || said == AgentCondition.IDLE;
    boolean isPair = seen == AgentCondition.WORKING || seen == AgentCondition.IDLE;
    if (isEvent && isPair) {
      return new Observation(
          AgentCondition.UNKNOWN,
          "%s says %s, %s shows %s"
              .formatted(told.source(), said.label(), shown.source(), seen.label()),
          shown.at());
    }
    return shown;
  }
}
