package rowlock.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Decision;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.board.Request;
import rowlock.coordinator.Reply;
import rowlock.journal.Batch;
import rowlock.journal.Journal;
import rowlock.journal.JournalException;
import rowlock.journal.Turn;
import rowlock.task.Task;

/// A small writer in which bugs can be planted. Without one it passes every check, which is tested.
final class TrialDesk implements Desk {
  private final Journal journal;
  private final Conduct conduct;
  private Board board;

  private TrialDesk(Journal journal, Conduct conduct) {
    this.journal = journal;
    this.conduct = conduct;
    this.board = journal.latest().map(Board::of).orElseGet(Board::empty);
    catchUp();
  }

  /// Desks of one process each with a conduct of its own, on a journal that may be broken, too.
  static Opening opening(Supplier<Conduct> conducts, Function<MemoryJournal, Journal> journals) {
    return new Opening() {
      @Override
      public Desk on(MemoryJournal journal) {
        return new TrialDesk(journals.apply(journal), conducts.get());
      }

      @Override
      public Board replay(Board before, Entry entry) {
        return conducts.get().replay(before, entry);
      }
    };
  }

  @Override
  public Board board() {
    return board;
  }

  @Override
  public void catchUp() {
    if (journal.changedSince(board.position())) {
      board = conduct.catchUp(board, journal);
    }
  }

  @Override
  public void storeSnapshot() {
    journal.store(conduct.snapshot(board, journal));
  }

  @Override
  public List<Reply> write(List<Request> requests) {
    try {
      return together(requests);
    } catch (JournalException.Full full) {
      return requests.stream().map(request -> onFullDisk(request, full)).toList();
    } catch (JournalException broken) {
      return requests.stream().<Reply>map(request -> new Reply.Failed(broken)).toList();
    }
  }

  private Reply onFullDisk(Request request, JournalException.Full full) {
    if (!(request.command() instanceof Command.RenewLease) || request.key().isPresent()) {
      return new Reply.Failed(full);
    }
    try (Turn _ = journal.turn()) {
      while (true) {
        catchUp();
        Attempt attempt = new Attempt();
        List<Decision> decisions = List.of(attempt.decide(request));
        if (attempt.isAppended()) {
          return reply(decisions.getFirst());
        }
      }
    } catch (JournalException still) {
      return new Reply.Failed(still);
    }
  }

  private List<Reply> together(List<Request> requests) {
    try (Turn _ = journal.turn()) {
      while (true) {
        catchUp();
        Attempt attempt = new Attempt();
        if (conduct.ticksBefore(requests, board, journal.now())) {
          attempt.letTimePass();
        }
        List<Decision> decisions = requests.stream().map(attempt::decide).toList();
        if (attempt.isAppended()) {
          return decisions.stream().map(this::reply).toList();
        }
      }
    }
  }

  private Reply reply(Decision decision) {
    return switch (decision) {
      case Decision.Accepted accepted -> new Reply.Done(accepted.answer(), board);
      case Decision.Rejected rejected -> new Reply.Refused(rejected.rejection());
    };
  }

  private final class Attempt {
    private final List<Batch.Pending> pending = new ArrayList<>();
    private final List<Task> archived = new ArrayList<>();
    private Board ahead = board;

    void letTimePass() {
      if (journal.clockRestarted()) {
        decide(Request.bySystem(new Command.GrantGrace()));
      }
      Instant now = journal.now();
      while (ahead.nextDeadline().filter(due -> !due.isAfter(now)).isPresent()) {
        int before = pending.size();
        decide(Request.bySystem(new Command.Tick()));
        if (pending.size() == before) {
          return;
        }
      }
    }

    Decision decide(Request request) {
      Instant now = journal.now();
      Decision decision = conduct.decide(ahead, request, now);
      if (decision instanceof Decision.Accepted accepted) {
        for (Event event : accepted.events()) {
          Instant at = now.isBefore(ahead.at()) ? ahead.at() : now;
          if (event instanceof Event.TasksArchived leaving) {
            leaving.tasks().forEach(id -> ahead.task(id).ifPresent(archived::add));
          }
          pending.add(new Batch.Pending(at, request.by(), event));
          ahead = conduct.replay(ahead, new Entry(ahead.position() + 1, at, request.by(), event));
        }
      }
      return decision;
    }

    boolean isAppended() {
      if (pending.isEmpty()) {
        return true;
      }
      Batch batch = new Batch(pending, archived, "");
      boolean appended =
          journal.append(conduct.expected(board, journal), batch)
              instanceof Journal.Outcome.Appended;
      if (appended) {
        board = ahead;
      }
      return appended;
    }
  }
}
