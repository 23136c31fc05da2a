package rowlock.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Setting;
import rowlock.kind.Signal;
import rowlock.need.NeedKind;
import rowlock.process.Job;
import rowlock.process.JobState;
import rowlock.process.StartFailed;
import rowlock.team.AgentCondition;
import rowlock.team.Observation;

/// The life of one agent in a terminal of the hub, from its first start to its last: it is started,
/// listened to, looked at, given messages, helped when it does not get on, and started again when
/// it is gone.
///
/// One virtual thread owns all of it; others put impulses into its queue. What must survive this
/// process stands on the board, in the agent's folder and in its terminal.
final class Session {
  /// The longest time without a look at the board: whatever concerns it is told at once.
  private static final Duration REST = Duration.ofSeconds(5);

  /// How soon what is overdue and could not be done is tried again.
  private static final Duration AGAIN = Duration.ofMillis(250);

  /// How often while a text is on its way.
  private static final Duration BUSY_LOOK = Duration.ofMillis(50);

  /// The wait before a program that ended unasked is started again; doubled each time.
  private static final Duration BACKOFF = Duration.ofMillis(500);

  private static final int LONGEST_BACKOFF = 6;
  private static final int MAX_IMPULSES = 10_000;

  private final Resident who;
  private final Grounds grounds;
  private final Sessions.Equipment equipment;
  private final Residence residence;
  private final Petition petition;
  private final PaneTerminal terminal;
  private final Courier courier;
  private final Help help;
  private final Watch watch;
  private final Dialogs dialogs;
  private final Receipts receipts;
  private final Holdings holdings;
  private final Ear ear;
  private final LinkedBlockingQueue<Impulse> impulses = new LinkedBlockingQueue<>(MAX_IMPULSES);
  private int restarts;
  private @Nullable Job job;
  private Optional<String> firstPrompt = Optional.empty();

  Session(Resident who, Grounds grounds) {
    this.who = who;
    this.grounds = grounds;
    this.equipment = grounds.equipment();
    this.residence = Residence.of(equipment.agents(), who.id());
    this.petition = new Petition(equipment.desk());
    this.holdings = new Holdings(who.id(), equipment.desk());
    this.terminal = new PaneTerminal(grounds.line(), who, equipment.screens());
    this.courier = new Courier(who.id(), equipment.desk(), terminal);
    this.help = new Help(who, equipment.desk(), petition);
    this.dialogs = new Dialogs(who, petition, terminal);
    this.receipts = new Receipts(who, residence.folder(), equipment.openings().purse());
    this.watch = new Watch(who, equipment.desk(), terminal);
    this.ear = new Ear(equipment.server().activity(), terminal::known, this);
  }

  Resident who() {
    return who;
  }

  Residence residence() {
    return residence;
  }

  /// Tells it something. When it does not keep up, what it can look up by itself is let fall.
  void tell(Impulse impulse) {
    if (!impulses.offer(impulse) && !impulse.isHint()) {
      throw new IllegalStateException(who.id() + " has too much to take in");
    }
  }

  /// What is known of what it is doing.
  Observation observation() {
    return watch.observation();
  }

  /// What it has used.
  Receipts receipts() {
    return receipts;
  }

  /// What stands in its terminal.
  String screen(int lines) {
    return new PaneTerminal(grounds.line(), who, equipment.screens()).text(lines);
  }

  /// Lives until it is told to end.
  void live() throws InterruptedException {
    register();
    ear.open();
    try {
      boolean goesOn = takeUp() || start(Prompts.first(who.id()));
      while (goesOn) {
        goesOn = round();
      }
    } finally {
      ear.close();
    }
  }

  private void register() {
    Board board = equipment.desk().board();
    if (board.agent(who.id()).isEmpty()) {
      equipment.desk().give(new Command.RegisterAgent(who.asAgent()));
    }
  }

  /// Goes on with a program that a process before this one started.
  private boolean takeUp() {
    Optional<Residence.Stay> stay = residence.stay().filter(known -> known.starts() > 0);
    if (stay.isEmpty()) {
      return false;
    }
    Job before = residence.job(stay.get().starts());
    if (before.state() instanceof JobState.Running) {
      begin(before);
      watch.find();
      return true;
    }
    return false;
  }

  /// Starts it, with its session if it had one.
  ///
  /// @return whether it goes on
  private boolean start(String prompt) throws InterruptedException {
    try {
      Path place = equipment.workplace().lodge(who.id(), equipment.desk()::notice);
      Launcher.Launched launched = equipment.launcher().launch(who, residence, place, prompt);
      begin(residence.job(launched.stay().starts()));
      firstPrompt = launched.typed();
      watch.begin();
      observe();
      return true;
    } catch (StartFailed failed) {
      giveUp("cannot start " + who.kind().name() + ": " + failed.getMessage());
      return awaitOrder();
    }
  }

  private void begin(Job started) {
    job = started;
    grounds.ends().tell(started, () -> tell(new Impulse.Ended(started)));
  }

  /// Waits until something happens or is due, and looks at everything.
  ///
  /// @return whether it goes on
  private boolean round() throws InterruptedException {
    Duration wait = rest(equipment.desk().now());
    Impulse impulse = impulses.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    while (impulse != null) {
      switch (impulse) {
        case Impulse.Told told -> hear(told.signal());
        case Impulse.Changed _ -> {}
        case Impulse.Stirred _ -> stir();
        case Impulse.Hastened _ -> courier.hasten();
        case Impulse.Ended over -> {
          if (over.job().equals(job())) {
            return gone(job().state());
          }
        }
        case Impulse.Restart restart -> {
          end();
          return again(restart.reason(), Prompts.resumed());
        }
        case Impulse.End over -> {
          leave(over.reason());
          return false;
        }
      }
      impulse = impulses.poll();
    }
    return look(equipment.desk().now());
  }

  private void stir() {
    watch.stir(equipment.desk().now());
    courier.stir();
  }

  private boolean look(Instant now) throws InterruptedException {
    if (!courier.isBusy()) {
      watch.look(now);
    }
    dialogs.step(watch, now);
    watch
        .reading()
        .flatMap(reading -> reading.limitedUntil(now, ZoneId.systemDefault()))
        .ifPresent(until -> help.park(until, "its screen says so"));
    observe();
    promptFirst();
    deliver();
    holdings.renewIfDue(watch, now);
    receipts.settle(now);
    return assist(now);
  }

  /// How long nothing is to be done unless something happens.
  private Duration rest(Instant now) {
    if (courier.isBusy()) {
      return courier.rest(now, BUSY_LOOK);
    }
    Optional<Instant> mail = isIdle() ? courier.due() : Optional.empty();
    Optional<Instant> prompt = firstPrompt.map(_ -> now);
    Instant next =
        Stream.of(mail, prompt, dialogs.due(), help.due(), holdings.due())
            .flatMap(Optional::stream)
            .reduce(watch.due(), Session::earlier);
    if (!next.isAfter(now)) {
      return AGAIN;
    }
    Duration left = Duration.between(now, next);
    return left.compareTo(REST) < 0 ? left : REST;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /// How long it need not be told that its terminal goes on changing.
  Duration deaf() {
    return courier.isBusy() ? BUSY_LOOK : watch.deaf();
  }

  private boolean isIdle() {
    return watch.observation().condition() == AgentCondition.IDLE;
  }

  private Job job() {
    Job running = job;
    if (running == null) {
      throw new IllegalStateException(who.id() + " was never started");
    }
    return running;
  }

  private void hear(Signal signal) {
    watch.hear(signal, equipment.desk().now());
    receipts.hear(signal);
    if (!signal.session().isEmpty()) {
      Optional<String> session = Optional.of(signal.session());
      residence
          .stay()
          .filter(stay -> !stay.session().equals(session))
          .ifPresent(stay -> residence.remember(stay.in(session)));
    }
    switch (signal.what()) {
      case Signal.Happening.Prompted prompted -> courier.received(prompted.prompt());
      case Signal.Happening.Failed failed ->
          help.modelFailed(failed.error() + ": " + failed.message(), watch);
      case Signal.Happening _ -> {}
    }
    observe();
  }

  /// Only what changed goes to the board; that it goes on is a sample.
  private void observe() {
    Observation now = watch.observation();
    Optional<Observation> known =
        Optional.ofNullable(equipment.desk().board().observations().get(who.id()));
    if (known.isEmpty() || known.get().condition() != now.condition()) {
      equipment.desk().give(new Command.ObserveAgent(who.id(), now.condition(), now.source()));
    }
  }

  private void promptFirst() {
    if (firstPrompt.isPresent() && courier.remind(firstPrompt.get(), equipment.desk()::now)) {
      firstPrompt = Optional.empty();
    }
  }

  private void deliver() {
    if (courier.isBusy() || isIdle()) {
      courier.step(equipment.desk()::now);
    }
  }

  private boolean assist(Instant now) throws InterruptedException {
    Optional<Ladder.Step> step = help.step(watch, now, equipment.openings());
    if (step.isEmpty()) {
      return true;
    }
    return switch (step.get()) {
      case NUDGE, TELL_LEAD, ASK_HUMAN -> true;
      case RESTART -> {
        end();
        yield again("it did not get on", Prompts.resumed());
      }
      case REASSIGN -> {
        end();
        holdings.release("it did not get on");
        residence.stay().ifPresent(stay -> residence.remember(stay.in(Optional.empty())));
        yield again("it did not get on", Prompts.first(who.id()));
      }
    };
  }

  private boolean gone(JobState state) throws InterruptedException {
    Instant now = equipment.desk().now();
    watch.ended(LastWords.of(state), now);
    observe();
    String lastWords = LastWords.in(terminal);
    equipment.host().end(job(), Duration.ZERO);
    long most = equipment.desk().board().count(Setting.RESTARTS);
    if (restarts >= most) {
      giveUp(
          "it ended %d times, last with %s:\n%s"
              .formatted(restarts + 1, LastWords.of(state), lastWords));
      return awaitOrder();
    }
    Thread.sleep(BACKOFF.multipliedBy(1L << Math.min(restarts, LONGEST_BACKOFF)));
    restarts++;
    return again(LastWords.of(state), Prompts.resumed());
  }

  private boolean again(String reason, String prompt) throws InterruptedException {
    equipment.desk().notice("%s is started again: %s".formatted(who.id(), reason));
    help.reset();
    return start(prompt);
  }

  private void giveUp(String reason) {
    holdings.release(reason);
    receipts.close();
    petition.raise(
        NeedKind.STUCK, who.id(), who.id() + " cannot go on", reason, Optional.of("gone"));
  }

  /// Waits until somebody says what is to become of it.
  private boolean awaitOrder() throws InterruptedException {
    while (true) {
      switch (impulses.take()) {
        case Impulse.Restart restart -> {
          restarts = 0;
          return again(restart.reason(), Prompts.resumed());
        }
        case Impulse.End over -> {
          leave(over.reason());
          return false;
        }
        case Impulse.Told _,
            Impulse.Changed _,
            Impulse.Stirred _,
            Impulse.Hastened _,
            Impulse.Ended _ -> {}
      }
    }
  }

  private void leave(String reason) {
    end();
    holdings.release(reason);
    receipts.close();
    equipment.launcher().passes().takeBack(who.id());
  }

  private void end() {
    Job running = job;
    if (running != null) {
      equipment.host().end(running, AgentLoop.GRACE);
      watch.ended("ended by rowlock", equipment.desk().now());
      observe();
    }
  }
}
