package rowlock.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import rowlock.kind.Channels;
import rowlock.kind.Reading;
import rowlock.meter.Meters;
import rowlock.meter.Work;

/// What is awaited of an agent at its beginning: that its program runs, and that it answers. For
/// the one thread of the agent's session.
final class Probation {
  private final Resident who;
  private final Optional<Birth> birth;
  private final Meters meters;
  private final Instant wanted;
  private Optional<Instant> started = Optional.empty();

  /// @param birth who waits for it; nobody if it is not on probation: then it is helped on and not
  ///   given up
  Probation(Resident who, Optional<Birth> birth, Meters meters, Instant wanted) {
    this.who = who;
    this.birth = birth;
    this.meters = meters;
    this.wanted = wanted;
  }

  /// Whether it has still to answer.
  boolean isOpen() {
    return birth.filter(known -> !known.isOver()).isPresent();
  }

  /// Its program runs.
  void started(Instant now) {
    if (started.isEmpty()) {
      started = Optional.of(now);
      meters.of(Work.SPAWN).succeeded(between(wanted, now));
    }
  }

  /// It answered by a hook.
  void answered(Instant now) {
    if (isOpen()) {
      meters.of(Work.READY).succeeded(between(started.orElse(now), now));
      birth.orElseThrow().settle(new Birth.Hired.Ready(who));
    }
  }

  /// What it drew may be its answer: a screen that is known, or, where there is neither a hook nor
  /// a known screen, anything.
  void look(Watch watch, PaneTerminal terminal, Instant now) {
    boolean isAnswer =
        watch.reading().map(Reading::state).filter(state -> isAnswer(state, terminal)).isPresent();
    if (isAnswer) {
      answered(now);
    }
  }

  private boolean isAnswer(Reading.State state, PaneTerminal terminal) {
    return switch (state) {
      case STARTING, ENDED -> false;
      case IDLE, WORKING, PERMISSION, QUESTION, DIALOG, RETRYING, FAILED, LIMITED -> true;
      case UNKNOWN ->
          who.kind().channels().hooks() == Channels.HookForm.NONE && !terminal.isBlank();
    };
  }

  /// It is not to be.
  void fail(Birth.Hired.Cause cause, String reason, Instant now) {
    if (isOpen()) {
      Instant from = started.orElse(wanted);
      meters.of(started.isPresent() ? Work.READY : Work.SPAWN).failed(between(from, now));
      birth.orElseThrow().settle(new Birth.Hired.Refused(cause, reason));
    }
  }

  /// When it must have answered.
  Optional<Instant> due() {
    return isOpen() ? started.map(at -> at.plus(Birth.LONGEST)) : Optional.empty();
  }

  private static Duration between(Instant from, Instant to) {
    return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
  }
}
