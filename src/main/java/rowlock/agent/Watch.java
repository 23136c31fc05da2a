package rowlock.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import rowlock.board.Command;
import rowlock.kind.Channels;
import rowlock.kind.Reading;
import rowlock.kind.Signal;
import rowlock.team.AgentCondition;
import rowlock.team.Observation;

/// What is seen of one agent, and since when. The session's thread writes, any may read
/// [#observation].
final class Watch {
  /// How often it is looked at where the screen is the only source, or matters at once.
  private static final Duration OFTEN = Duration.ofMillis(500);

  /// How often an agent is looked at whose hooks tell what it does.
  private static final Duration SELDOM = Duration.ofSeconds(3);

  /// How often a screen is looked at that nobody said changed.
  private static final Duration UNCHANGED = Duration.ofSeconds(15);

  /// How long after a change the screen is looked at: programs draw in pieces.
  private static final Duration DRAWING = Duration.ofMillis(50);

  /// How long after the last change the screen is looked at once more, to be believed.
  private static final Duration SETTLED = Judgement.SETTLING.plusMillis(200);

  /// How long a program that was just started may take until its hooks tell of its first turn.
  private static final Duration FIRST_TURN = Duration.ofSeconds(30);

  private final Resident who;
  private final Desk desk;
  private final PaneTerminal terminal;
  private volatile Judgement judgement = Judgement.NOTHING;
  private Optional<Reading> reading = Optional.empty();
  private Instant since = Instant.EPOCH;
  private Instant alive = Instant.EPOCH;
  private Instant looked = Instant.EPOCH;
  private Instant due = Instant.EPOCH;
  private Instant settled = Instant.EPOCH;
  private Instant firstTurnDue = Instant.EPOCH;
  private volatile AgentCondition condition = AgentCondition.STARTING;
  private int fingerprint;

  Watch(Resident who, Desk desk, PaneTerminal terminal) {
    this.who = who;
    this.desk = desk;
    this.terminal = terminal;
  }

  /// Its program was just started. It draws an empty input line before its first turn begins, so
  /// where its hooks will tell of that turn, the screen is not believed so far.
  void begin() {
    find();
    firstTurnDue = hasHooks() ? since.plus(FIRST_TURN) : Instant.EPOCH;
  }

  /// Its program was found running.
  void find() {
    judgement = Judgement.NOTHING;
    reading = Optional.empty();
    condition = AgentCondition.STARTING;
    since = desk.now();
    alive = since;
    looked = Instant.EPOCH;
    due = Instant.EPOCH;
    firstTurnDue = Instant.EPOCH;
  }

  /// What it is doing.
  Observation observation() {
    return judgement.at(desk.now());
  }

  /// Says on the board what it is doing, if that is something else than before; that it goes on is
  /// a sample.
  void report() {
    Observation now = observation();
    Optional<Observation> known = Optional.ofNullable(desk.board().observations().get(who.id()));
    if (known.isEmpty() || known.get().condition() != now.condition()) {
      desk.give(new Command.ObserveAgent(who.id(), now.condition(), now.source()));
    }
  }

  /// Since when it has been doing that.
  Instant since() {
    return since;
  }

  /// When it last gave a sign of life: a word of its hooks, a change of its screen.
  Instant alive() {
    return alive;
  }

  /// What its screen said last.
  Optional<Reading> reading() {
    return reading;
  }

  /// Takes in what its hook told.
  void hear(Signal signal, Instant now) {
    alive = now;
    lookOnceMore(now);
    if (signal.condition().filter(told -> told != AgentCondition.STARTING).isPresent()) {
      firstTurnDue = Instant.EPOCH;
    }
    signal
        .condition()
        .ifPresent(
            told -> judgement = judgement.withHook(new Observation(told, signal.source(), now)));
    settle(now);
  }

  /// Its program is over.
  void ended(String source, Instant now) {
    judgement = judgement.withProcess(new Observation(AgentCondition.GONE, source, now));
    settle(now);
  }

  /// Its provider refuses more work until then.
  void limited(Optional<Instant> until, Instant now) {
    judgement = judgement.limited(until);
    settle(now);
  }

  /// Something happened in its terminal.
  void stir(Instant now) {
    Instant next = looked.plus(interval());
    Instant drawn = now.plus(DRAWING);
    due = earlier(due, next.isBefore(drawn) ? drawn : next);
    lookOnceMore(now);
  }

  private void lookOnceMore(Instant now) {
    settled = now.plus(SETTLED);
    due = earlier(due, settled);
  }

  /// When its screen is to be looked at next, if nothing happens.
  Instant due() {
    return judgement
        .limitedUntil()
        .filter(until -> until.isAfter(looked))
        .map(until -> earlier(due, until))
        .orElse(due);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /// Its screen cannot be looked at now.
  void postpone(Instant now) {
    due = now.plus(OFTEN);
  }

  /// How long it need not be said that its terminal goes on changing.
  Duration deaf() {
    return interval();
  }

  /// Looks at its screen when that is due.
  void look(Instant now) {
    if (now.isBefore(due())) {
      settle(now);
      return;
    }
    looked = now;
    reading = terminal.look();
    if (reading.isPresent()) {
      int before = fingerprint;
      fingerprint = terminal.fingerprint();
      if (fingerprint != before) {
        alive = now;
      }
      // That a program has ended is for its process to say.
      if (reading.get().state() != Reading.State.ENDED) {
        judgement = judgement.withScreen(new Observation(shown(reading.get(), now), "screen", now));
      }
      reading
          .get()
          .limitedUntil(now, ZoneId.systemDefault())
          .ifPresent(until -> limited(Optional.of(until), now));
    }
    settle(now);
    Instant next = now.plus(terminal.isHeard() ? quietInterval() : interval());
    due = settled.isAfter(now) ? earlier(settled, next) : next;
  }

  private AgentCondition shown(Reading reading, Instant now) {
    AgentCondition shown = reading.state().condition();
    boolean isEarly = now.isBefore(firstTurnDue);
    boolean isTurn = shown == AgentCondition.IDLE || shown == AgentCondition.WORKING;
    return isEarly && isTurn ? AgentCondition.STARTING : shown;
  }

  private boolean hasHooks() {
    return who.kind().channels().hooks() != Channels.HookForm.NONE;
  }

  /// What did not change need not be read again; only a beginning may go on without a sign.
  private Duration quietInterval() {
    return condition == AgentCondition.STARTING ? OFTEN : UNCHANGED;
  }

  /// The screen is looked at often where it is the only source, or where it matters at once.
  private Duration interval() {
    boolean isOnly = !hasHooks();
    return switch (condition) {
      case WORKING, IDLE -> isOnly ? OFTEN : SELDOM;
      // What nobody can read is not better known for being read again and again.
      case UNKNOWN -> isOnly ? SELDOM : OFTEN;
      case STARTING, WAITING, LIMITED, GONE -> OFTEN;
    };
  }

  private void settle(Instant now) {
    AgentCondition current = judgement.at(now).condition();
    if (current != condition) {
      condition = current;
      since = now;
    }
  }

  /// Whether it gave a sign of life in this time, or waits for somebody else.
  boolean showsLife(Instant now, Duration within) {
    return switch (judgement.at(now).condition()) {
      case WAITING, LIMITED -> true;
      case GONE -> false;
      case STARTING, WORKING, IDLE, UNKNOWN -> now.isBefore(alive.plus(within));
    };
  }
}
