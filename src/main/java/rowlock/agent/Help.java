package rowlock.agent;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.SortedSet;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.budget.BudgetCommand;
import rowlock.budget.Parked;
import rowlock.kind.Reading;
import rowlock.kind.ResetTime;
import rowlock.need.NeedKind;
import rowlock.task.AgentId;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.team.Importance;
import rowlock.team.Observation;
import rowlock.team.Recipient;
import rowlock.team.Role;

/// What is done about one agent that does not get on. For the one thread of the agent's session.
final class Help {
  /// In whose name rowlock itself writes.
  static final AgentId ROWLOCK = new AgentId("rowlock");

  private final Resident who;
  private final Desk desk;
  private final Petition petition;
  private Optional<Case> open = Optional.empty();
  private Optional<Instant> due = Optional.empty();

  /// What is wrong, and what was done about it.
  ///
  /// @param trouble what
  /// @param since since when
  /// @param last when a step was taken last; `since` before the first
  /// @param taken how many steps were taken
  /// @param work what the agent held or could have claimed then; anything else is progress
  private record Case(Ladder.Trouble trouble, Instant since, Instant last, int taken, Work work) {
    static Case of(Ladder.Trouble trouble, Instant since, Work work) {
      return new Case(trouble, since, since, 0, work);
    }

    Case next(Instant now) {
      return new Case(trouble, since, now, taken + 1, work);
    }
  }

  /// What there is for the agent to do.
  ///
  /// @param held what it holds
  /// @param opening what it could claim, if it holds nothing
  private record Work(SortedSet<TaskId> held, Optional<TaskId> opening) {
    boolean isNone() {
      return held.isEmpty() && opening.isEmpty();
    }
  }

  Help(Resident who, Desk desk, Petition petition) {
    this.who = who;
    this.desk = desk;
    this.petition = petition;
  }

  /// Begins anew.
  void reset() {
    open = Optional.empty();
    due = Optional.empty();
  }

  /// Takes the step that is due, if one is.
  Optional<Ladder.Step> step(Watch watch, Instant now, Openings openings) {
    Ladder ladder = Ladder.of(desk.board());
    Work work = work(openings);
    // That an agent was at work is no progress: one that ends its turns without a result would be
    // reminded for ever.
    open = open.filter(before -> before.work().equals(work));
    Optional<Case> current = isParked(now) ? Optional.empty() : diagnose(watch, now, work, ladder);
    if (current.isEmpty()) {
      due = Optional.empty();
      open = open.filter(before -> before.trouble() == Ladder.Trouble.IDLE);
      return Optional.empty();
    }
    Case known =
        open.filter(before -> before.trouble() == current.get().trouble()).orElse(current.get());
    Optional<Ladder.Step> ripe = ladder.due(known.trouble(), known.last(), known.taken(), now);
    Case after = ripe.isPresent() ? known.next(now) : known;
    open = Optional.of(after);
    due = ladder.next(after.trouble(), after.last(), after.taken());
    ripe.ifPresent(step -> take(step, known, watch));
    return ripe;
  }

  /// When the next step is due if nothing changes; nothing if there is nothing to help with.
  Optional<Instant> due() {
    return due;
  }

  private boolean isParked(Instant now) {
    return who.kind()
        .spending()
        .account()
        .flatMap(desk.board()::parkedUntil)
        .filter(now::isBefore)
        .isPresent();
  }

  private Work work(Openings openings) {
    Board board = desk.board();
    SortedSet<TaskId> held = board.heldBy(who.id());
    return held.isEmpty()
        ? new Work(held, openings.first(who.id(), board).map(Task::id))
        : new Work(held, Optional.empty());
  }

  private Optional<Case> diagnose(Watch watch, Instant now, Work work, Ladder ladder) {
    return switch (watch.observation().condition()) {
      case WAITING, LIMITED, GONE -> Optional.empty();
      case IDLE ->
          work.isNone() ? Optional.empty() : Optional.of(Case.of(Ladder.Trouble.IDLE, now, work));
      case STARTING, WORKING, UNKNOWN ->
          watch.showsLife(now, ladder.stuckAfter())
              ? Optional.empty()
              : Optional.of(Case.of(Ladder.Trouble.STUCK, watch.alive(), work));
    };
  }

  private void take(Ladder.Step step, Case known, Watch watch) {
    Observation seen = watch.observation();
    String state =
        "%s is %s (%s) since %s"
            .formatted(who.id(), seen.condition().label(), seen.source(), known.since());
    switch (step) {
      case NUDGE -> write(new Recipient.One(who.id()), reminder(known));
      case TELL_LEAD -> write(new Recipient.Members(Role.LEAD), state + " and does not get on");
      case ASK_HUMAN ->
          petition.raise(
              NeedKind.STUCK,
              who.id(),
              state + " and does not get on",
              watch.reading().map(Reading::detail).orElse(""),
              Optional.of("stuck"));
      case RESTART, REASSIGN -> {}
    }
  }

  private String reminder(Case known) {
    Optional<Task> held =
        known.work().held().stream().findFirst().flatMap(id -> desk.board().task(id));
    Optional<Lease> lease = held.flatMap(Task::lease);
    return lease.isPresent()
        ? Prompts.unfinished(
            new Command.Claim(who.id(), held.orElseThrow().id(), lease.get().fence()))
        : Prompts.moreWork();
  }

  private void write(Recipient recipient, String text) {
    desk.give(new Command.SendMessage(ROWLOCK, recipient, Importance.HIGH, text, Optional.empty()));
  }

  /// Its model failed. A limit parks the account, and with it everybody who uses it.
  void modelFailed(String error, Watch watch) {
    Instant now = desk.now();
    Optional<Instant> until = ResetTime.in(error, now, ZoneId.systemDefault());
    watch.limited(until, now);
    until.ifPresent(end -> park(end, error));
    if (until.isEmpty() && who.kind().installed().login().isWantedIn(error)) {
      petition.raise(
          NeedKind.LOGIN, who.id(), who.id() + " wants a login", error, Optional.of("login"));
    }
  }

  /// Lets everybody wait who uses the same account.
  void park(Instant until, String reason) {
    Optional<String> account = who.kind().spending().account();
    account
        .filter(name -> desk.board().parkedUntil(name).filter(until::equals).isEmpty())
        .ifPresent(name ->
            desk.give(
                new Command.OfBudget(
                    new BudgetCommand.ParkAccount(new Parked(name, until, line(reason))))));
  }

  private static String line(String text) {
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ").strip();
    return plain.isEmpty() ? "a limit" : plain.substring(0, Math.min(plain.length(), 300));
  }
}
