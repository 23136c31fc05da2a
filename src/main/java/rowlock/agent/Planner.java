package rowlock.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.budget.BudgetRefusal;
import rowlock.kind.AgentKind;
import rowlock.kind.Channels;
import rowlock.kind.LaunchWish;
import rowlock.kind.PlanForm;
import rowlock.kind.ResetTime;
import rowlock.kind.Start;
import rowlock.kind.Tally;
import rowlock.process.Capture;
import rowlock.process.Command;
import rowlock.process.Environment;
import rowlock.process.Input;
import rowlock.process.LogTail;
import rowlock.process.Result;
import rowlock.process.StartFailed;

/// An agent that is asked for a plan: it is started for one answer, and what is wrong with that is
/// told to it, a few times at most. For one thread.
public final class Planner {
  /// How often it is asked at most.
  public static final int MAX_ROUNDS = 3;

  /// How long it may take in all.
  public static final Duration LONGEST = Duration.ofMinutes(30);

  /// How much it may print each time.
  static final int MAX_ANSWER_BYTES = 32 << 20;

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int TAIL_CHARACTERS = 1_500;

  private final Commission commission;
  private final Inquiry inquiry;
  private final InstantSource clock;
  private final Outlay outlay;

  /// What is commissioned.
  ///
  /// @param form a kind with a planning form
  /// @param places where it looks, and a private folder for its files that is there
  /// @param model which model; the program's own choice if absent
  /// @param allowance what it may spend, and until when it may begin to answer
  /// @param longest how long it may take in all
  public record Commission(
      AgentKind form,
      LaunchWish.Places places,
      Optional<String> model,
      Allowance allowance,
      Duration longest) {}

  /// What it is asked.
  ///
  /// @param schema the JSON schema of the answer
  /// @param briefing what it is told
  /// @param critic what is wrong with its answer
  public record Inquiry(String schema, Briefing briefing, Critic critic) {}

  /// What a planner is told.
  public interface Briefing {
    /// The brief, with what it answered before and what is wrong with that, if it did.
    String brief(Optional<Refused> before);
  }

  /// What is wrong with a plan.
  public interface Critic {
    /// The problems, none if it is a plan.
    List<String> problems(String plan);
  }

  /// An answer that was no good.
  public record Refused(String answer, List<String> problems) {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /// What came of it.
  public sealed interface Made {
    /// What it cost.
    Amount spent();

    /// A plan that the critic has nothing against.
    record Plan(String text, Amount spent) implements Made {}

    /// No plan.
    ///
    /// @param cause why
    /// @param reason why, in words
    record Nothing(Cause cause, String reason, Amount spent) implements Made {}
  }

  /// Why there is no plan.
  public sealed interface Cause {
    /// Its program could not be started.
    record NotStarted() implements Cause {}

    /// It took too long.
    record TimeOver() implements Cause {}

    /// It ended without an answer.
    record Failed() implements Cause {}

    /// It wants a login.
    record LoginWanted() implements Cause {}

    /// Its provider refuses more work.
    ///
    /// @param until the reset, if it said so
    record Limited(Optional<Instant> until) implements Cause {}

    /// Its answers were no plans.
    ///
    /// @param problems what is wrong with the last one
    record BadPlan(List<String> problems) implements Cause {
      public BadPlan {
        problems = List.copyOf(problems);
      }
    }

    /// The budget does not allow to ask it, or to ask it again.
    record BudgetExhausted() implements Cause {}

    /// Somebody wanted it to stop.
    record Stopped() implements Cause {}
  }

  public Planner(Commission commission, Inquiry inquiry, InstantSource clock) {
    this.commission = commission;
    this.inquiry = inquiry;
    this.clock = clock;
    this.outlay = new Outlay(commission.form(), commission.allowance());
  }

  /// Asks until there is a plan, or it makes no sense to go on.
  ///
  /// @param stopWanted asked several times a second; then its program is ended
  public Made plan(BooleanSupplier stopWanted) throws InterruptedException {
    Instant end = clock.instant().plus(commission.longest());
    Optional<Refused> before = Optional.empty();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Optional<BudgetRefusal> objection = outlay.objection(clock.instant());
      if (objection.isPresent()) {
        return nothing(new Cause.BudgetExhausted(), outlay.words(objection.get(), before));
      }
      Duration left = Duration.between(clock.instant(), end);
      Answer answer = ask(inquiry.briefing().brief(before), left, stopWanted);
      switch (answer) {
        case Answer.None none -> {
          return nothing(none.cause(), none.reason());
        }
        case Answer.Given(String text) -> {
          List<String> problems = inquiry.critic().problems(text);
          if (problems.isEmpty()) {
            return new Made.Plan(text, outlay.spent());
          }
          before = Optional.of(new Refused(text, problems));
        }
      }
    }
    List<String> problems = before.orElseThrow().problems();
    return nothing(
        new Cause.BadPlan(problems),
        "%d answers in a row were no plans; in the last one %s"
            .formatted(
                MAX_ROUNDS, String.join("; ", problems.subList(0, Math.min(3, problems.size())))));
  }

  private Made.Nothing nothing(Cause cause, String reason) {
    return new Made.Nothing(cause, reason, outlay.spent());
  }

  /// What it said when it was asked once.
  private sealed interface Answer {
    record Given(String text) implements Answer {}

    record None(Cause cause, String reason) implements Answer {}
  }

  private Answer ask(String brief, Duration left, BooleanSupplier stopWanted)
      throws InterruptedException {
    if (left.toMillis() < 1) {
      return new Answer.None(new Cause.TimeOver(), tooLong());
    }
    PlanForm.Wish wish =
        new PlanForm.Wish(commission.places(), commission.model(), brief, inquiry.schema());
    Start start = PlanForm.of(commission.form(), wish);
    write(start);
    try {
      Optional<Result> result = run(command(start).within(left), stopWanted);
      return result.isPresent()
          ? read(result.get())
          : unfinished(new Cause.Stopped(), "it was stopped");
    } catch (StartFailed failed) {
      return new Answer.None(
          new Cause.NotStarted(),
          "cannot start %s: %s".formatted(start.argv().getFirst(), failed.getMessage()));
    }
  }

  private void write(Start start) {
    try {
      for (Start.PrivateFile file : start.files()) {
        PrivateFolder.write(commission.places().folder(), file);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write " + commission.places().folder(), broken);
    }
  }

  private Command command(Start start) {
    Path folder = commission.places().worktree();
    Environment environment = Environment.BASIC.allowing(start.allowed().toArray(String[]::new));
    Command command =
        Command.of(folder, start.argv())
            .with(environment)
            .with(new Capture.Separate(MAX_ANSWER_BYTES));
    return start.delivery() instanceof Start.Delivery.StandardInput(String text)
        ? command.with(Input.of(text))
        : command;
  }

  /// Runs it on a thread of its own, so that this one can see whether it is still wanted.
  private static Optional<Result> run(Command command, BooleanSupplier stopWanted)
      throws InterruptedException {
    FutureTask<Result> running = new FutureTask<>(command::run);
    Thread thread = Thread.ofVirtual().name("planner").start(running);
    try {
      while (!stopWanted.getAsBoolean()) {
        try {
          return Optional.of(running.get(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException notYet) {
          // Looked again whether it is wanted.
        } catch (ExecutionException failed) {
          if (failed.getCause() instanceof RuntimeException known) {
            throw known;
          }
          throw new IllegalStateException(failed.getCause());
        }
      }
      return Optional.empty();
    } finally {
      // Its program is ended with it.
      thread.interrupt();
      thread.join();
    }
  }

  private Answer read(Result result) {
    if (result.ending() instanceof Result.Ending.DeadlineReached) {
      return unfinished(new Cause.TimeOver(), tooLong());
    }
    if (result.out().truncated()) {
      return unfinished(
          new Cause.Failed(), "it printed more than %d bytes".formatted(MAX_ANSWER_BYTES));
    }
    PlanForm.Answer answer =
        PlanForm.read(commission.form().channels().output(), result.out().text());
    Tally tally = answer.tally();
    boolean isText = commission.form().channels().output() == Channels.OutputForm.TEXT;
    boolean isWell = isText || tally.end().orElse(null) instanceof Tally.End.Well;
    outlay.enter(
        tally.end().isPresent()
            ? Bill.of(tally.expenses(), commission.form().spending())
            : Amount.UNKNOWN,
        clock.instant());
    if (result.succeeded() && isWell && answer.plan().isPresent()) {
      return new Answer.Given(answer.plan().get());
    }
    return failed(result, tally);
  }

  private Answer.None unfinished(Cause cause, String reason) {
    outlay.enter(Amount.UNKNOWN, clock.instant());
    return new Answer.None(cause, reason);
  }

  private Answer.None failed(Result result, Tally tally) {
    String said =
        tally.end().orElse(null) instanceof Tally.End.Badly(String reason)
            ? LogTail.printable(reason, TAIL_CHARACTERS)
            : LogTail.printable(result.out().text() + "\n" + result.err().text(), TAIL_CHARACTERS);
    String code =
        result.ending() instanceof Result.Ending.Exited(int status) ? "exit code " + status : "";
    String reason = code + (said.isBlank() ? ", and it said nothing" : ": " + said);
    if (tally.limit().isPresent()) {
      Optional<Instant> until =
          ResetTime.in(tally.limit().get(), clock.instant(), ZoneId.systemDefault());
      return new Answer.None(new Cause.Limited(until), reason);
    }
    boolean isLogin = commission.form().installed().login().isWantedIn(said);
    return new Answer.None(isLogin ? new Cause.LoginWanted() : new Cause.Failed(), reason);
  }

  private String tooLong() {
    return "it took longer than %d s".formatted(commission.longest().toSeconds());
  }
}
