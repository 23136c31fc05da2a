package rowlock.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Setting;
import rowlock.kind.Signal;
import rowlock.need.NeedKind;
import rowlock.process.Job;
import rowlock.process.JobState;
import rowlock.process.LogTail;
import rowlock.process.StartFailed;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
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
  /// How often the board and the process are looked at when nothing happens.
  private static final Duration LOOK = Duration.ofMillis(250);

  /// How often while a text is on its way.
  private static final Duration BUSY_LOOK = Duration.ofMillis(50);

  /// The wait before a program that ended unasked is started again; doubled each time.
  private static final Duration BACKOFF = Duration.ofMillis(500);

  private static final int LONGEST_BACKOFF = 6;
  private static final int LAST_LINES = 50;
  private static final int LAST_CHARACTERS = 4_000;
  private static final int MAX_IMPULSES = 10_000;

  private final Resident who;
  private final Sessions.Equipment equipment;
  private final Residence residence;
  private final Petition petition;
  private final PaneTerminal terminal;
  private final Courier courier;
  private final Help help;
  private final Watch watch;
  private final Dialogs dialogs;
  private final Receipts receipts;
  private final LinkedBlockingQueue<Impulse> impulses = new LinkedBlockingQueue<>(MAX_IMPULSES);
  private int restarts;
  private @Nullable Job job;
  private Optional<String> firstPrompt = Optional.empty();

  /// Something that a session is told by another thread.
  sealed interface Impulse {
    /// A hook told something.
    record Told(Signal signal) implements Impulse {}

    /// The board has changed.
    record Changed() implements Impulse {}

    /// It is to be ended and started again.
    record Restart(String reason) implements Impulse {}

    /// It is to be ended for good.
    record End(String reason) implements Impulse {}
  }

  Session(Resident who, Sessions.Equipment equipment) {
    this.who = who;
    this.equipment = equipment;
    this.residence = Residence.of(equipment.agents(), who.id());
    this.petition = new Petition(equipment.desk());
    this.terminal = new PaneTerminal(equipment.server(), who, equipment.screens());
    this.courier = new Courier(who.id(), equipment.desk(), terminal);
    this.help = new Help(who, equipment.desk(), petition);
    this.dialogs = new Dialogs(who, petition, terminal);
    this.receipts = new Receipts(who, residence.folder(), equipment.openings().purse());
    this.watch = new Watch(who, equipment.desk(), terminal);
  }

  Resident who() {
    return who;
  }

  Residence residence() {
    return residence;
  }

  /// Tells it something. When it does not keep up, what it can look up by itself is let fall.
  void tell(Impulse impulse) {
    if (!impulses.offer(impulse) && !(impulse instanceof Impulse.Changed)) {
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
    return new PaneTerminal(equipment.server(), who, equipment.screens()).text(lines);
  }

  /// Lives until it is told to end.
  void live() throws InterruptedException {
    register();
    boolean goesOn = takeUp() || start(Prompts.first(who.id()));
    while (goesOn) {
      goesOn = round();
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
      job = before;
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
      job = residence.job(launched.stay().starts());
      firstPrompt = launched.typed();
      watch.begin();
      observe();
      return true;
    } catch (StartFailed failed) {
      giveUp("cannot start " + who.kind().name() + ": " + failed.getMessage());
      return awaitOrder();
    }
  }

  /// One look at everything.
  ///
  /// @return whether it goes on
  private boolean round() throws InterruptedException {
    Duration wait = courier.isBusy() ? courier.rest(equipment.desk().now(), BUSY_LOOK) : LOOK;
    Impulse impulse = impulses.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    while (impulse != null) {
      switch (impulse) {
        case Impulse.Told told -> hear(told.signal());
        case Impulse.Changed _ -> {}
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
    JobState state = job().state();
    if (state.over()) {
      return gone(state);
    }
    Instant now = equipment.desk().now();
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
    renewIfDue(now);
    receipts.settle(now);
    return assist(now);
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
    if (courier.isBusy() || watch.observation().condition() == AgentCondition.IDLE) {
      courier.step(equipment.desk()::now);
    }
  }

  /// A sign of work is worth as much as a heartbeat.
  private void renewIfDue(Instant now) {
    for (TaskId id : equipment.desk().board().heldBy(who.id())) {
      Optional<Lease> lease = equipment.desk().board().task(id).flatMap(Task::lease);
      boolean isDue =
          lease
              .filter(held ->
                  !now.plus(held.length().multipliedBy(2).dividedBy(3)).isBefore(held.until()))
              .isPresent();
      if (isDue && watch.showsLife(now, equipment.desk().board().duration(Setting.STUCK_AFTER))) {
        Command.Claim claim = new Command.Claim(who.id(), id, lease.orElseThrow().fence());
        equipment.desk().give(new Command.RenewLease(claim, Optional.empty()));
      }
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
        release("it did not get on");
        residence.stay().ifPresent(stay -> residence.remember(stay.in(Optional.empty())));
        yield again("it did not get on", Prompts.first(who.id()));
      }
    };
  }

  private boolean gone(JobState state) throws InterruptedException {
    Instant now = equipment.desk().now();
    watch.ended(words(state), now);
    observe();
    String lastWords = lastWords();
    equipment.host().end(job(), Duration.ZERO);
    long most = equipment.desk().board().count(Setting.RESTARTS);
    if (restarts >= most) {
      giveUp(
          "it ended %d times, last with %s:\n%s".formatted(restarts + 1, words(state), lastWords));
      return awaitOrder();
    }
    Thread.sleep(BACKOFF.multipliedBy(1L << Math.min(restarts, LONGEST_BACKOFF)));
    restarts++;
    return again(words(state), Prompts.resumed());
  }

  private String lastWords() {
    try {
      return LogTail.printable(terminal.text(LAST_LINES), LAST_CHARACTERS);
    } catch (TmuxFailed unreadable) {
      return "(its terminal cannot be read)";
    }
  }

  private static String words(JobState state) {
    return switch (state) {
      case JobState.Exited exited ->
          "exit code " + exited.code() + (exited.note().isEmpty() ? "" : ", " + exited.note());
      case JobState.Vanished _ -> "no exit code: it was killed";
      case JobState.NotStarted _ -> "no start";
      case JobState.Running _ -> "no end";
      case JobState.Unknown unknown -> unknown.reason();
    };
  }

  private boolean again(String reason, String prompt) throws InterruptedException {
    equipment.desk().notice("%s is started again: %s".formatted(who.id(), reason));
    help.reset();
    return start(prompt);
  }

  private void giveUp(String reason) {
    release(reason);
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
        case Impulse.Told _, Impulse.Changed _ -> {}
      }
    }
  }

  private void leave(String reason) {
    end();
    release(reason);
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

  private void release(String reason) {
    for (TaskId id : equipment.desk().board().heldBy(who.id())) {
      equipment
          .desk()
          .board()
          .task(id)
          .filter(task -> task.state() instanceof TaskState.Held)
          .flatMap(Task::lease)
          .ifPresent(lease ->
              equipment
                  .desk()
                  .give(
                      new Command.ReleaseClaim(
                          new Command.Claim(who.id(), id, lease.fence()), reason)));
    }
  }
}
