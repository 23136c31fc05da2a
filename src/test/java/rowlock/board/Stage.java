package rowlock.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rowlock.budget.BudgetCommand;
import rowlock.budget.BudgetEvent;
import rowlock.budget.BudgetRefusal;
import rowlock.need.NeedCommand;
import rowlock.need.NeedEvent;
import rowlock.need.NeedRefusal;
import rowlock.task.Durations;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskState;
import rowlock.task.TaskStatus;

/// Where stories are played: a board and a clock, watched at every step. Replays every event and
/// checks all invariants, so no story can pass on a board that is wrong elsewhere.
final class Stage {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Set<Pair> pairs = new HashSet<>();
  private final Set<Class<?>> seen = new HashSet<>();
  private Board board = Board.empty();
  private Instant now = START;
  private @Nullable Decision last;
  private String by = Request.OPERATOR;
  private boolean replaying = true;

  /// An event that befell a task in a status.
  record Pair(TaskStatus status, Class<? extends Event.OfTask> event) {}

  /// Does not check the board as a whole after every command, for stories of very many.
  Stage quickly() {
    replaying = false;
    return this;
  }

  /// Lets time pass, and nothing else.
  Stage after(String length) {
    now = now.plus(Durations.parse("after", length));
    return this;
  }

  /// Turns the clock of whoever asks back.
  Stage before(String length) {
    now = now.minus(Durations.parse("before", length));
    return this;
  }

  /// Lets somebody else speak.
  Stage by(String who) {
    by = who;
    return this;
  }

  /// Something that happens before the story begins.
  Stage given(Command... commands) {
    for (Command command : commands) {
      when(command);
      assertThat(last).as("given " + command).isInstanceOf(Decision.Accepted.class);
    }
    return this;
  }

  /// Something its holder does with a task before the story begins.
  Stage given(String task, Function<Command.Claim, Command> does) {
    return given(does.apply(claimOf(task)));
  }

  /// Something its holder does with a task.
  Stage when(String task, Function<Command.Claim, Command> does) {
    return when(does.apply(claimOf(task)));
  }

  Stage when(Command command) {
    return when(new Request(command, by, Optional.empty()));
  }

  Stage whenKeyed(String key, Command command) {
    return when(new Request(command, by, Optional.of(key)));
  }

  private Stage when(Request request) {
    Decision decision = board.decide(request, now);
    assertThat(Invariants.ofDecision(board, request, now, decision)).isEmpty();
    seen.add(kindOf(request.command()));
    switch (decision) {
      case Decision.Rejected rejected -> {
        seen.add(kindOf(rejected.rejection()));
        assertThat(rejected.rejection().message()).isNotBlank();
        assertThat(rejected.rejection().hint()).isNotBlank();
      }
      case Decision.Accepted accepted -> {
        accepted.events().forEach(event -> replay(event, request.by()));
        assertThat(accepted.after().position()).isEqualTo(board.position());
        if (replaying) {
          checkWhole(accepted.after());
        }
      }
    }
    last = decision;
    return this;
  }

  private void replay(Event event, String who) {
    Instant at = now.isBefore(board.at()) ? board.at() : now;
    Entry entry = new Entry(board.position() + 1, at, who, event);
    Board next = board.apply(entry);
    assertThat(Invariants.ofStep(board, entry, next)).isEmpty();
    seen.add(kindOf(event));
    if (event instanceof Event.OfTask about) {
      Transitions.subject(about)
          .flatMap(board::task)
          .ifPresent(task -> pairs.add(new Pair(task.status(), about.getClass())));
      if (event instanceof Event.TasksArchived archived) {
        archived.tasks().stream()
            .flatMap(id -> board.task(id).stream())
            .forEach(task -> pairs.add(new Pair(task.status(), about.getClass())));
      }
    }
    board = next;
  }

  /// Commands, events and rejections about needs and budgets come in an envelope.
  private static Class<?> kindOf(Object one) {
    return switch (one) {
      case Command.OfNeed about -> about.command().getClass();
      case Command.OfBudget about -> about.command().getClass();
      case Event.OfNeed about -> about.event().getClass();
      case Event.OfBudget about -> about.event().getClass();
      case Rejection.OfNeed about -> about.refusal().getClass();
      case Rejection.OfBudget about -> about.refusal().getClass();
      default -> one.getClass();
    };
  }

  private void checkWhole(Board decided) {
    assertThat(Invariants.ofBoard(board)).isEmpty();
    assertThat(board.contents()).isEqualTo(decided.contents());
    assertThat(Board.of(board.contents()).contents()).isEqualTo(board.contents());
  }

  /// Makes the board anew from its contents, as a restart from a snapshot does.
  Stage restarted() {
    board = Board.of(board.contents());
    return this;
  }

  Stage then(Event... events) {
    assertThat(accepted().events()).containsExactly(events);
    return this;
  }

  Stage thenAnswers(Answer answer) {
    assertThat(accepted().answer()).isEqualTo(answer);
    return this;
  }

  Stage refused(Rejection rejection) {
    assertThat(last).isEqualTo(new Decision.Rejected(rejection));
    return this;
  }

  Stage refused(NeedRefusal refusal) {
    return refused(new Rejection.OfNeed(refusal));
  }

  Stage refused(BudgetRefusal refusal) {
    return refused(new Rejection.OfBudget(refusal));
  }

  /// A command about what waits for a person.
  Stage when(NeedCommand command) {
    return when(new Command.OfNeed(command));
  }

  /// A command about what may be spent.
  Stage when(BudgetCommand command) {
    return when(new Command.OfBudget(command));
  }

  Stage then(NeedEvent event) {
    return then(new Event.OfNeed(event));
  }

  Stage then(BudgetEvent event) {
    return then(new Event.OfBudget(event));
  }

  Stage refused(Class<? extends Rejection> kind) {
    assertThat(last).isInstanceOf(Decision.Rejected.class);
    assertThat(((Decision.Rejected) decision()).rejection()).isInstanceOf(kind);
    return this;
  }

  Stage is(String task, TaskStatus status) {
    assertThat(task(task).status()).as(task).isEqualTo(status);
    return this;
  }

  Stage are(TaskStatus status, String... tasks) {
    for (String task : tasks) {
      is(task, status);
    }
    return this;
  }

  Decision decision() {
    return Optional.ofNullable(last).orElseThrow();
  }

  Decision.Accepted accepted() {
    assertThat(last).isInstanceOf(Decision.Accepted.class);
    return (Decision.Accepted) decision();
  }

  /// The current claim of a task, held or handed in.
  Command.Claim claimOf(String task) {
    return switch (task(task).state()) {
      case TaskState.Held held ->
          new Command.Claim(held.lease().holder(), Say.id(task), held.lease().fence());
      case TaskState.Submitted submitted ->
          new Command.Claim(submitted.holder(), Say.id(task), submitted.fence());
      default -> throw new AssertionError("nobody has " + task);
    };
  }

  Lease lease(String task) {
    return task(task).lease().orElseThrow();
  }

  Task task(String id) {
    return board.task(Say.id(id)).orElseThrow();
  }

  Board board() {
    return board;
  }

  Instant now() {
    return now;
  }

  Instant in(Duration length) {
    return now.plus(length);
  }

  Set<Pair> pairs() {
    return pairs;
  }

  Set<Class<?>> seen() {
    return seen;
  }
}
