package rowlock.sim;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.board.Answer;
import rowlock.board.Command;
import rowlock.board.FailureCause;
import rowlock.board.Rejection;
import rowlock.board.Request;
import rowlock.budget.Amount;
import rowlock.budget.BudgetCommand;
import rowlock.budget.Purpose;
import rowlock.coordinator.Reply;
import rowlock.need.Ask;
import rowlock.need.Choice;
import rowlock.need.NeedCommand;
import rowlock.need.NeedKind;
import rowlock.need.Wording;
import rowlock.task.AgentId;
import rowlock.task.Submission;
import rowlock.task.Task;
import rowlock.task.TaskState;

/// An agent that claims, works, renews and hands in, and every now and then does what agents do:
/// stalls past its lease, comes back late, lies, repeats itself, or dies.
final class SimulatedAgent implements Asker {
  private static final Duration BREATH = Duration.ofSeconds(8);
  private static final Duration REST = Duration.ofSeconds(40);
  private static final Duration LONG_STALL = Duration.ofMinutes(5);
  private static final Duration DEAD = Duration.ofMinutes(3);

  private final World world;
  private final Chance chance;
  private final AgentId id;
  private final Keys keys;
  private final int mischief;
  private boolean calm;

  /// What it believes to hold.
  private Command.@Nullable Claim held;

  /// What it held before; it may still believe in that, too.
  private Command.@Nullable Claim lost;

  /// What it may spend on what it holds.
  private @Nullable String reservation;

  private boolean started;
  private boolean idle;
  private int workLeft;

  SimulatedAgent(World world, AgentId id) {
    this.world = world;
    this.chance = world.chance();
    this.id = id;
    this.keys = new Keys(world, id.value());
    this.mischief = chance.pick(List.of(0, 4, 10, 30));
  }

  void begin() {
    world.after(chance.upTo(BREATH), this::act);
  }

  /// From now on it behaves.
  void calm() {
    calm = true;
  }

  private void act() {
    Duration pause = chance.upTo(idle ? REST : BREATH);
    idle = false;
    if (!calm && chance.oneIn(mischief)) {
      pause = misbehave().orElse(pause);
    } else if (held == null) {
      claim();
    } else {
      work(held);
    }
    readMail();
    world.after(pause, this::act);
  }

  private void claim() {
    Optional<Duration> lease =
        chance.oneIn(2)
            ? Optional.empty()
            : Optional.of(chance.between(Duration.ofSeconds(5), Duration.ofMinutes(2)));
    ask(new Command.ClaimTask(id, Optional.empty(), lease));
  }

  private void work(Command.Claim claim) {
    if (!started) {
      started = true;
      workLeft = chance.below(6);
      ask(new Command.StartTask(claim));
      reserve(claim);
    } else if (!calm && chance.oneIn(6)) {
      raise(claim);
    } else if (workLeft > 0) {
      workLeft--;
      ask(new Command.RenewLease(claim, Optional.empty()));
    } else if (!calm && chance.oneIn(5)) {
      ask(new Command.FailTask(claim, FailureCause.REPORTED, "it did not work"));
    } else if (!calm && chance.oneIn(12)) {
      ask(new Command.ReleaseClaim(claim, "it has no time"));
    } else {
      ask(new Command.SubmitTask(claim, Submission.saying("done by " + id)));
    }
  }

  private void reserve(Command.Claim claim) {
    Purpose purpose = new Purpose(Sponsor.RUN, Optional.of(claim.task()), id);
    Amount estimate = Amount.of(chance.below(500), chance.below(500));
    ask(new Command.OfBudget(new BudgetCommand.ReserveSpending(purpose, estimate)));
  }

  private void pay(String reserved) {
    Amount actual =
        chance.oneIn(5)
            ? new Amount(Optional.empty(), Optional.of((long) chance.below(500)))
            : Amount.of(chance.below(500), chance.below(500));
    ask(new Command.OfBudget(new BudgetCommand.CommitSpending(reserved, actual)));
  }

  /// Asks a person something, sometimes the same again; may try to answer itself.
  private void raise(Command.Claim claim) {
    if (chance.oneIn(4)) {
      String need = "n" + (1 + chance.below(9));
      ask(new Command.OfNeed(new NeedCommand.AnswerNeed(need, new Choice.Allow())));
      return;
    }
    ask(
        new Command.OfNeed(
            new NeedCommand.RaiseNeed(
                new Ask(
                    chance.pick(List.of(NeedKind.values())),
                    chance.oneIn(5) ? Optional.empty() : Optional.of(id),
                    chance.oneIn(3) ? Optional.empty() : Optional.of(claim.task()),
                    Wording.of("May it?"),
                    chance.oneIn(2) ? Optional.empty() : Optional.of("s" + chance.below(3))))));
  }

  /// Tells for how long it is away, if it is.
  private Optional<Duration> misbehave() {
    switch (chance.below(9)) {
      case 0, 1 -> {
        return Optional.of(chance.upTo(LONG_STALL));
      }
      case 2 -> {
        held = null;
        lost = null;
        return Optional.of(chance.upTo(DEAD));
      }
      case 3 -> keys.again().ifPresent(this::askAgain);
      case 4 ->
          keys.misused(new Command.ClaimTask(id, Optional.empty(), Optional.empty()))
              .ifPresent(this::askAgain);
      case 5 -> claim();
      case 6, 7 -> comeBackLate();
      default -> lie();
    }
    return Optional.empty();
  }

  private void comeBackLate() {
    Command.Claim old = lost;
    if (old != null) {
      writeWith(old);
    }
  }

  /// Writes about a task of which it only heard.
  private void lie() {
    List<Task> tasks =
        world.hubs().stream().flatMap(hub -> hub.board().stream()).findFirst().stream()
            .flatMap(board -> board.tasks().stream())
            .toList();
    if (tasks.isEmpty()) {
      return;
    }
    Task task = chance.pick(tasks);
    long fence = fence(task) + chance.below(3) - 1;
    AgentId who = chance.oneIn(2) ? id : holder(task).orElse(id);
    if (chance.oneIn(8)) {
      ask(new Command.ClaimTask(id, Optional.of(task.id()), Optional.empty()));
    } else if (!who.equals(id) && fence == fence(task)) {
      writeWith(new Command.Claim(id, task.id(), fence));
    } else if (fence != fence(task)) {
      writeWith(new Command.Claim(who, task.id(), fence));
    }
  }

  private static long fence(Task task) {
    return task.state() instanceof TaskState.Submitted submitted
        ? submitted.fence()
        : task.lease().map(lease -> lease.fence()).orElse(1L);
  }

  private static Optional<AgentId> holder(Task task) {
    return task.state() instanceof TaskState.Submitted submitted
        ? Optional.of(submitted.holder())
        : task.lease().map(lease -> lease.holder());
  }

  private void writeWith(Command.Claim claim) {
    ask(
        chance.pick(
            List.<Command>of(
                new Command.SubmitTask(claim, Submission.saying("done late by " + id)),
                new Command.RenewLease(claim, Optional.empty()),
                new Command.StartTask(claim),
                new Command.FailTask(claim, FailureCause.AGENT_GONE, "gone"),
                new Command.ReleaseClaim(claim, "late"))));
  }

  private void readMail() {
    if (calm || chance.oneIn(3)) {
      List<String> unread =
          world.hubs().stream().flatMap(hub -> hub.board().stream()).findFirst().stream()
              .flatMap(board -> board.unreadBy(id).stream())
              .map(letter -> letter.message().id())
              .limit(1 + chance.below(5))
              .toList();
      if (!unread.isEmpty()) {
        ask(new Command.ConfirmMessages(id, unread));
      }
    }
  }

  private void ask(Command command) {
    world.ask(new Question(keys.request(command), this));
  }

  private void askAgain(Request request) {
    world.ask(new Question(request, this));
  }

  @Override
  public void hear(Request request, Reply reply) {
    switch (reply) {
      case Reply.Done done -> done(request.command(), done.answer());
      case Reply.Refused refused -> {
        idle = refused.rejection() instanceof Rejection.NothingAvailable;
        if (request.command() instanceof Command.OfClaim about && about.claim().equals(held)) {
          letGo();
        }
      }
      case Reply.Failed failed -> {
        // It tries again at its next step.
      }
    }
  }

  private void done(Command command, Answer answer) {
    switch (answer) {
      case Answer.Claimed claimed -> {
        letGo();
        held = new Command.Claim(id, claimed.task(), claimed.fence());
        started = false;
      }
      case Answer.Created created when isReservation(command) -> reservation = created.id();
      case Answer.Moved moved -> {
        boolean over = !(command instanceof Command.StartTask);
        if (over && command instanceof Command.OfClaim about && about.claim().equals(held)) {
          letGo();
        }
      }
      default -> {
        // Nothing it needs to know.
      }
    }
  }

  private static boolean isReservation(Command command) {
    return command instanceof Command.OfBudget about
        && about.command() instanceof BudgetCommand.ReserveSpending;
  }

  private void letGo() {
    if (held != null) {
      lost = held;
    }
    String reserved = reservation;
    reservation = null;
    if (reserved != null && (calm || !chance.oneIn(4))) {
      pay(reserved);
    }
    held = null;
  }

  @Override
  public void miss(Request request) {
    if (request.key().isPresent() && (calm || chance.oneIn(2))) {
      world.after(chance.upTo(BREATH), () -> askAgain(request));
    }
  }
}
