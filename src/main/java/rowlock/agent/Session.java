package rowlock.agent;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Setting;
import rowlock.kind.Signal;
import rowlock.meter.Work;
import rowlock.need.NeedKind;
import rowlock.process.JobState;
import rowlock.process.StartFailed;
import rowlock.team.AgentCondition;
import rowlock.team.Observation;
import rowlock.tmux.TmuxFailed;

/// The life of one agent in a terminal of the hub, from its first start to its last: it is started,
/// listened to, looked at, given messages, helped when it does not get on, and started again when
/// it is gone.
///
/// One virtual thread owns all of it; others put impulses into its queue. What must survive this
/// process stands on the board, in the agent's folder and in its terminal.
final class Session {
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
  private final Quarters quarters;
  private final Program program;
  private final Farewell farewell;
  private final Probation probation;
  private final Line.Ear ear;
  private final LinkedBlockingQueue<Impulse> impulses = new LinkedBlockingQueue<>(MAX_IMPULSES);
  private int restarts;

  Session(Resident who, Grounds grounds, Optional<Birth> birth) {
    this.who = who;
    this.grounds = grounds;
    this.equipment = grounds.equipment();
    this.residence = Residence.of(equipment.agents(), who.id());
    this.petition = new Petition(equipment.desk());
    this.quarters = new Quarters(who, equipment.workplace(), equipment.desk());
    this.program = new Program(who, grounds, quarters, job -> tell(new Impulse.Ended(job)));
    this.probation = new Probation(who, birth, equipment.meters(), equipment.desk().now());
    this.holdings = new Holdings(who.id(), equipment.desk());
    this.terminal = terminal();
    this.courier =
        new Courier(who.id(), equipment.desk(), terminal, equipment.meters().of(Work.MESSAGE));
    this.help = new Help(who, equipment.desk(), petition);
    this.dialogs = new Dialogs(who, petition, terminal);
    this.receipts = new Receipts(who, residence.folder(), equipment.openings().purse());
    this.farewell = new Farewell(who.id(), equipment, holdings, receipts, quarters);
    this.watch = new Watch(who, equipment.desk(), terminal);
    this.ear = new Line.Ear(grounds.line().server().activity(), terminal::known, this);
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

  Observation observation() {
    return watch.observation();
  }

  Optional<Long> pid() {
    return program.pid();
  }

  Receipts receipts() {
    return receipts;
  }

  String screen(int lines) {
    return terminal().text(lines);
  }

  private PaneTerminal terminal() {
    return new PaneTerminal(grounds.line(), who, equipment.terminals().screens());
  }

  /// Which work there is for it.
  Openings openings() {
    boolean isForTasks = quarters.isForTasks() && !holdings.isWornOut();
    return isForTasks ? equipment.openings() : equipment.openings().none();
  }

  /// Lives until it is told to end.
  void live() throws InterruptedException {
    ear.open();
    try {
      boolean goesOn = arrive();
      while (goesOn) {
        goesOn = round();
      }
    } catch (RuntimeException broken) {
      if (!probation.isOpen()) {
        throw broken;
      }
      abandon(Birth.Hired.Cause.START, String.valueOf(broken.getMessage()));
    } finally {
      ear.close();
    }
  }

  /// Begins when it is its turn; the next may begin when it has answered, or failed.
  private boolean arrive() throws InterruptedException {
    grounds.gate().enter();
    try {
      Optional<String> objection =
          probation.isOpen() ? grounds.headroom().objection() : Optional.empty();
      if (objection.isPresent()) {
        return abandon(Birth.Hired.Cause.MACHINE, objection.get());
      }
      register();
      boolean goesOn = takeUp() || start(Prompts.first(who));
      while (goesOn && probation.isOpen()) {
        goesOn = round();
      }
      return goesOn;
    } finally {
      grounds.gate().leave();
    }
  }

  /// It is not to be: nothing is left of it.
  private boolean abandon(Birth.Hired.Cause cause, String reason) {
    end();
    farewell.dismiss(reason);
    probation.fail(cause, reason, equipment.desk().now());
    return false;
  }

  private void register() {
    Board board = equipment.desk().board();
    if (board.agent(who.id()).isEmpty()) {
      equipment.desk().give(new Command.RegisterAgent(who.asAgent()));
    }
  }

  private boolean takeUp() {
    if (!program.takeUp()) {
      return false;
    }
    probation.started(equipment.desk().now());
    watch.find();
    return true;
  }

  /// Starts it, with its session if it had one.
  ///
  /// @return whether it goes on
  private boolean start(String prompt) throws InterruptedException {
    try {
      courier.mustGreet(program.start(prompt));
      probation.started(equipment.desk().now());
      watch.begin();
      watch.report();
      return true;
    } catch (StartFailed failed) {
      if (probation.isOpen()) {
        return abandon(Birth.Hired.Cause.START, String.valueOf(failed.getMessage()));
      }
      giveUp("cannot start " + who.kind().name() + ": " + failed.getMessage());
      return awaitOrder();
    }
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
        case Impulse.Stirred _ -> {
          watch.stir(equipment.desk().now());
          courier.stir();
        }
        case Impulse.Hastened _ -> courier.hasten();
        case Impulse.Ended over -> {
          if (over.job().equals(program.job())) {
            return gone(over.job().state());
          }
        }
        case Impulse.Order order -> {
          return obey(order);
        }
      }
      impulse = impulses.poll();
    }
    try {
      return look(equipment.desk().now());
    } catch (TmuxFailed unclear) {
      // A server that is being ended or made anew: whether the program lives, its process tells.
      watch.postpone(equipment.desk().now());
      return true;
    }
  }

  private boolean look(Instant now) throws InterruptedException {
    if (!courier.isBusy()) {
      watch.look(now);
    }
    probation.look(watch, terminal, now);
    if (probation.due().filter(due -> !due.isAfter(now)).isPresent()) {
      return abandon(
          Birth.Hired.Cause.START, "its program did not answer:\n" + terminal.lastWords());
    }
    dialogs.step(watch, now);
    watch
        .reading()
        .flatMap(reading -> reading.limitedUntil(now, ZoneId.systemDefault()))
        .ifPresent(until -> help.park(until, "its screen says so"));
    watch.report();
    courier.greet(equipment.desk()::now);
    if (courier.isBusy() || isIdle()) {
      courier.step(equipment.desk()::now);
    }
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
    Optional<Instant> prompt = courier.greeting().map(_ -> now);
    return Rest.until(
        now,
        watch.due(),
        List.of(mail, prompt, dialogs.due(), help.due(), holdings.due(), probation.due()));
  }

  Duration deaf() {
    return courier.isBusy() ? BUSY_LOOK : watch.deaf();
  }

  private boolean isIdle() {
    return watch.observation().condition() == AgentCondition.IDLE;
  }

  private void hear(Signal signal) {
    Instant now = equipment.desk().now();
    watch.hear(signal, now);
    probation.answered(now);
    receipts.hear(signal);
    residence.rememberSession(signal.session());
    switch (signal.what()) {
      case Signal.Happening.Prompted prompted -> courier.received(prompted.prompt());
      case Signal.Happening.Failed failed ->
          help.modelFailed(failed.error() + ": " + failed.message(), watch);
      case Signal.Happening _ -> {}
    }
    watch.report();
  }

  private boolean assist(Instant now) throws InterruptedException {
    holdings.note();
    if (isIdle() && !courier.isBusy() && holdings.isWornOut()) {
      return anew("it did as many tasks as one start is for");
    }
    Optional<Ladder.Step> step = help.step(watch, now, openings());
    if (step.isEmpty()) {
      return true;
    }
    return switch (step.get()) {
      case NUDGE, TELL_LEAD, ASK_HUMAN -> true;
      case RESTART -> restart("it did not get on");
      case REASSIGN -> anew("it did not get on");
    };
  }

  private boolean restart(String reason) throws InterruptedException {
    end();
    return again(reason, Prompts.resumed());
  }

  private boolean anew(String reason) throws InterruptedException {
    end();
    holdings.release(reason);
    holdings.refresh();
    residence.forgetSession();
    return again(reason, Prompts.first(who));
  }

  private boolean gone(JobState state) throws InterruptedException {
    Instant now = equipment.desk().now();
    watch.ended(Program.words(state), now);
    watch.report();
    String lastWords = terminal.lastWords();
    program.end(Duration.ZERO);
    if (probation.isOpen()) {
      return abandon(
          Birth.Hired.Cause.START,
          "its program ended with %s:\n%s".formatted(Program.words(state), lastWords));
    }
    long most = equipment.desk().board().count(Setting.RESTARTS);
    if (restarts >= most) {
      giveUp(
          "it ended %d times, last with %s:\n%s"
              .formatted(restarts + 1, Program.words(state), lastWords));
      return awaitOrder();
    }
    Thread.sleep(BACKOFF.multipliedBy(1L << Math.min(restarts, LONGEST_BACKOFF)));
    restarts++;
    return again(Program.words(state), Prompts.resumed());
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
      if (impulses.take() instanceof Impulse.Order order) {
        return obey(order);
      }
    }
  }

  private boolean obey(Impulse.Order order) throws InterruptedException {
    return switch (order) {
      case Impulse.Restart restart -> {
        restarts = 0;
        yield restart(restart.reason());
      }
      case Impulse.End over -> leave(over.reason());
      case Impulse.Retire over -> retire(over.reason());
    };
  }

  private boolean leave(String reason) {
    end();
    farewell.settle(reason);
    probation.fail(Birth.Hired.Cause.START, reason, equipment.desk().now());
    return false;
  }

  private boolean retire(String reason) {
    end();
    farewell.dismiss(reason);
    return leave(reason);
  }

  private void end() {
    if (program.end(AgentLoop.GRACE)) {
      watch.ended("ended by rowlock", equipment.desk().now());
      watch.report();
    }
  }
}
