package rowlock.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.pcollections.TreePSet;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Contents;
import rowlock.board.Decision;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.board.FailureCause;
import rowlock.board.Rejection;
import rowlock.board.Request;
import rowlock.budget.BudgetCommand;
import rowlock.budget.BudgetEvent;
import rowlock.budget.BudgetRefusal;
import rowlock.journal.Journal;
import rowlock.need.NeedCommand;
import rowlock.need.NeedEvent;
import rowlock.need.NeedRefusal;
import rowlock.task.AgentId;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// Conducts with one bug each.
final class BrokenConduct {
  private BrokenConduct() {}

  /// Takes any fence for the current one.
  static final class Fenceless implements Conduct {
    @Override
    public Decision decide(Board board, Request request, Instant now) {
      Decision decision = board.decide(request, now);
      return decision instanceof Decision.Rejected
              && request.command() instanceof Command.SubmitTask submit
          ? board.decide(
              new Request(
                  new Command.SubmitTask(current(board, submit.claim()), submit.submission()),
                  request.by(),
                  request.key()),
              now)
          : decision;
    }

    private static Command.Claim current(Board board, Command.Claim shown) {
      return board
          .task(shown.task())
          .flatMap(Task::lease)
          .map(lease -> new Command.Claim(lease.holder(), shown.task(), lease.fence()))
          .orElse(shown);
    }
  }

  /// Does not wake who waits for a task that is done.
  static final class Unwaking implements Conduct {
    @Override
    public Board replay(Board before, Entry entry) {
      Board after = before.apply(entry);
      if (!(entry.event() instanceof Event.TaskDone done)) {
        return after;
      }
      List<Task> tasks = new ArrayList<>();
      for (Task task : after.tasks()) {
        boolean woken =
            task.state() instanceof TaskState.Available
                && before.task(task.id()).orElseThrow().state() instanceof TaskState.Blocked;
        tasks.add(woken ? task.in(new TaskState.Blocked(TreePSet.singleton(done.task()))) : task);
      }
      return Boards.with(after, tasks);
    }
  }

  /// Has the timer of a lease act once more, on whoever has the task by then.
  static final class Expiring implements Conduct {
    private final Set<TaskId> expired = new HashSet<>();

    @Override
    public Decision decide(Board board, Request request, Instant now) {
      Decision decision = board.decide(request, now);
      if (!(request.command() instanceof Command.Tick)
          || !(decision instanceof Decision.Accepted accepted)) {
        return decision;
      }
      List<Event> events = new ArrayList<>(accepted.events());
      for (TaskId id : List.copyOf(expired)) {
        boolean reassigned =
            board.task(id).flatMap(Task::lease).filter(l -> l.until().isAfter(now)).isPresent();
        if (reassigned && expired.remove(id)) {
          Optional<Instant> retry = retry(board.task(id).orElseThrow(), now);
          events.add(new Event.AttemptFailed(id, FailureCause.LEASE_EXPIRED, "late", retry));
        }
      }
      for (Event event : accepted.events()) {
        if (event instanceof Event.AttemptFailed failed) {
          expired.add(failed.task());
        }
      }
      return new Decision.Accepted(events, accepted.answer(), board);
    }

    private static Optional<Instant> retry(Task task, Instant now) {
      boolean again = task.spec().terms().retry().allowsAfter(task.failures() + 1);
      return again ? Optional.of(now) : Optional.empty();
    }
  }

  /// Forgets to say that the journal was restored.
  static final class Unmarking implements Conduct {
    @Override
    public Decision decide(Board board, Request request, Instant now) {
      return request.command() instanceof Command.MarkRestored
          ? new Decision.Accepted(List.of(), new Answer.Accepted(), board)
          : board.decide(request, now);
    }
  }

  /// Knows only the keys that were answered since it started.
  static final class Forgetful implements Conduct {
    private final Map<String, Long> seen = new HashMap<>();

    @Override
    public Decision decide(Board board, Request request, Instant now) {
      Optional<String> key = request.key();
      boolean known = key.isEmpty() || seen.containsKey(key.get());
      Decision decision = (known ? board : Boards.withoutKeys(board)).decide(request, now);
      key.ifPresent(text -> seen.put(text, board.position()));
      return decision;
    }
  }

  /// Renews a lease though it is over.
  static final class Reviving implements Conduct {
    @Override
    public boolean ticksBefore(List<Request> requests, Board board, Instant now) {
      return requests.size() > 1 || over(board, requests.getFirst(), now).isEmpty();
    }

    @Override
    public Decision decide(Board board, Request request, Instant now) {
      Optional<Lease> lease = over(board, request, now);
      if (lease.isPresent() && request.command() instanceof Command.RenewLease renew) {
        Instant until = now.plus(lease.get().length());
        return new Decision.Accepted(
            List.of(new Event.LeaseRenewed(renew.claim().task(), until)),
            new Answer.Renewed(until),
            board);
      }
      return board.decide(request, now);
    }

    /// The lease that is over and is to be renewed all the same.
    private static Optional<Lease> over(Board board, Request request, Instant now) {
      return request.command() instanceof Command.RenewLease renew && request.key().isEmpty()
          ? board
              .task(renew.claim().task())
              .flatMap(Task::lease)
              .filter(held -> held.fence() == renew.claim().fence())
              .filter(held -> held.holder().equals(renew.claim().agent()))
              .filter(held -> !held.until().isAfter(now))
          : Optional.empty();
    }
  }

  /// Never gives up a task.
  static final class Stubborn implements Conduct {
    @Override
    public Decision decide(Board board, Request request, Instant now) {
      Decision decision = board.decide(request, now);
      if (!(decision instanceof Decision.Accepted accepted)) {
        return decision;
      }
      List<Event> events = new ArrayList<>();
      for (Event event : accepted.events()) {
        if (event instanceof Event.AttemptFailed failed && failed.retryAt().isEmpty()) {
          Instant soon = now.plus(Duration.ofSeconds(1));
          events.add(
              new Event.AttemptFailed(
                  failed.task(), failed.cause(), failed.reason(), Optional.of(soon)));
          return new Decision.Accepted(events, accepted.answer(), board);
        }
        events.add(event);
      }
      return decision;
    }
  }

  /// Decides on what it knew when it last had nothing to do, and says it knows everything.
  static final class Stale implements Conduct {
    private int asked;

    @Override
    public Board catchUp(Board known, Journal journal) {
      asked++;
      return asked % 2 == 0 && known.position() > 0
          ? known
          : Conduct.super.catchUp(Board.empty(), journal);
    }

    @Override
    public long expected(Board known, Journal journal) {
      return journal.position();
    }
  }

  /// Snapshots an older board under the newest position.
  static final class Racing implements Conduct {
    @Override
    public Contents snapshot(Board board, Journal journal) {
      Contents old = board.contents();
      return new Contents(
          journal.position(),
          old.at(),
          old.tasks(),
          old.team(),
          old.mail(),
          old.operator(),
          old.ledger());
    }
  }

  /// Snapshots the newest board under an older position.
  static final class Repeating implements Conduct {
    @Override
    public Contents snapshot(Board board, Journal journal) {
      Contents now = board.contents();
      return new Contents(
          Math.max(0, now.position() - 1),
          now.at(),
          now.tasks(),
          now.team(),
          now.mail(),
          now.operator(),
          now.ledger());
    }
  }

  /// Leaves events out.
  record Omitting(Predicate<Event> lost) implements Conduct {
    @Override
    public Decision decide(Board board, Request request, Instant now) {
      return board.decide(request, now) instanceof Decision.Accepted accepted
          ? new Decision.Accepted(
              accepted.events().stream().filter(lost.negate()).toList(), accepted.answer(), board)
          : board.decide(request, now);
    }
  }

  /// Hands out the least urgent task.
  static final class Unfair implements Conduct {
    @Override
    public Decision decide(Board board, Request request, Instant now) {
      if (request.command() instanceof Command.ClaimTask claim && claim.task().isEmpty()) {
        Optional<TaskId> last =
            board.tasks().stream()
                .filter(task -> task.state() instanceof TaskState.Available)
                .filter(task -> may(board, claim.agent(), task))
                .map(Task::id)
                .reduce((one, other) -> other);
        if (last.isPresent()) {
          Command given = new Command.ClaimTask(claim.agent(), last, claim.lease());
          return board.decide(new Request(given, request.by(), request.key()), now);
        }
      }
      return board.decide(request, now);
    }

    private static boolean may(Board board, AgentId agent, Task task) {
      return board
          .agent(agent)
          .filter(known -> known.satisfies(task.spec().requirement()))
          .isPresent();
    }
  }

  /// Lets no time pass by itself.
  static final class Timeless implements Conduct {
    @Override
    public Decision decide(Board board, Request request, Instant now) {
      return request.command() instanceof Command.Tick
          ? new Decision.Accepted(List.of(), new Answer.Accepted(), board)
          : board.decide(request, now);
    }
  }

  /// Tries again what was cancelled.
  static final class Resurrecting implements Conduct {
    @Override
    public Decision decide(Board board, Request request, Instant now) {
      return request.command() instanceof Command.RetryTask retry
              && board
                  .task(retry.task())
                  .filter(t -> t.state() instanceof TaskState.Cancelled)
                  .isPresent()
          ? new Decision.Accepted(
              List.of(new Event.TaskRetried(retry.task())), new Answer.Accepted(), board)
          : board.decide(request, now);
    }
  }

  /// Answers by the key alone, whatever is asked under it.
  static final class Careless implements Conduct {
    @Override
    public Decision decide(Board board, Request request, Instant now) {
      return board.contents().ledger().requests().stream()
          .filter(answered -> answered.key().equals(request.key().orElse("")))
          .findFirst()
          .<Decision>map(answered -> new Decision.Accepted(List.of(), answered.answer(), board))
          .orElseGet(() -> board.decide(request, now));
    }
  }

  /// Takes every answer.
  static final class Reanswering implements Conduct {
    @Override
    public Decision decide(Board board, Request request, Instant now) {
      Decision decision = board.decide(request, now);
      return decision instanceof Decision.Rejected(Rejection.OfNeed(NeedRefusal refusal))
              && refusal instanceof NeedRefusal.AlreadyAnswered
              && request.command() instanceof Command.OfNeed(NeedCommand.AnswerNeed answer)
          ? new Decision.Accepted(
              List.of(
                  new Event.OfNeed(
                      new NeedEvent.NeedAnswered(
                          answer.need(), Optional.empty(), request.by(), answer.choice()))),
              new Answer.Accepted(),
              board)
          : decision;
    }
  }

  /// Reserves whatever is asked for. Requests with a key are left right: theirs would be found by
  /// the answer that nobody stored.
  static final class Generous implements Conduct {
    @Override
    public Decision decide(Board board, Request request, Instant now) {
      Decision decision = board.decide(request, now);
      if (decision instanceof Decision.Rejected(Rejection.OfBudget(BudgetRefusal refusal))
          && refusal instanceof BudgetRefusal.BudgetExhausted
          && request.key().isEmpty()
          && request.command() instanceof Command.OfBudget(BudgetCommand.ReserveSpending wanted)) {
        String id = "s" + (board.contents().operator().budgets().lastReservation() + 1);
        return new Decision.Accepted(
            List.of(
                new Event.OfBudget(
                    new BudgetEvent.SpendingReserved(id, wanted.purpose(), wanted.estimate()))),
            new Answer.Created(id),
            board);
      }
      return decision;
    }
  }
}
