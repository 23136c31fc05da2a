package rowlock.coordinator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Decision;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.board.Request;
import rowlock.journal.Batch;
import rowlock.journal.Journal;
import rowlock.journal.JournalException;
import rowlock.journal.Turn;
import rowlock.task.Task;

/// The work of the single writer without its thread: decide requests on the newest board, append
/// what they lead to in one go, and only then answer.
///
/// Not safe for use by several threads, but for [#board()].
public final class Writer {
  /// How often a batch is decided anew because others appended first, before the journal counts as
  /// too busy.
  private static final int MAX_CONFLICTS = 1_000;

  private final Journal journal;
  private final Function<Board, String> summary;
  private final long snapshotPosition;
  private volatile Board board;
  private boolean graceWanted;

  private Writer(Journal journal, Function<Board, String> summary, Board start) {
    this.journal = journal;
    this.summary = summary;
    this.snapshotPosition = start.position();
    this.board = start;
  }

  /// A writer that knows everything the journal holds.
  ///
  /// @param summary what a quick look at the project should show of a board
  /// @throws JournalException if the journal cannot be read
  public static Writer open(Journal journal, Function<Board, String> summary) {
    Board start = journal.latest().map(Board::of).orElseGet(Board::empty);
    Writer writer = new Writer(journal, summary, start);
    writer.catchUp();
    return writer;
  }

  /// The newest board this writer knows; everything on it is durable.
  public Board board() {
    return board;
  }

  /// The position of the snapshot this writer began with; 0 if there was none.
  long snapshotPosition() {
    return snapshotPosition;
  }

  /// Lets the next batch begin with a grace for all leases: nobody was there to take renewals.
  public void wantGrace() {
    graceWanted = true;
  }

  /// Learns what others appended.
  public void catchUp() {
    while (journal.changedSince(board.position())) {
      Board next = board;
      for (Entry entry : journal.read(next.position(), Journal.MAX_READ)) {
        next = next.apply(entry);
      }
      board = next;
    }
  }

  /// Carries out requests in order, together.
  ///
  /// @return a reply for each, in order
  public List<Reply> write(List<Request> requests) {
    try {
      return inTurn(() -> attemptUpToDate(requests));
    } catch (JournalException.Full full) {
      return onFullDisk(requests, full);
    } catch (JournalException broken) {
      return failed(requests, broken);
    }
  }

  /// With a full disk whoever holds a task can still keep it: renewals go in alone, from the
  /// journal's reserve.
  private List<Reply> onFullDisk(List<Request> requests, JournalException.Full full) {
    Reply[] replies = new Reply[requests.size()];
    for (int i = 0; i < replies.length; i++) {
      Request request = requests.get(i);
      replies[i] =
          request.command() instanceof Command.RenewLease && request.key().isEmpty()
              ? renewAlone(request)
              : new Reply.Failed(full);
    }
    return Arrays.asList(replies);
  }

  private Reply renewAlone(Request request) {
    try {
      return inTurn(() -> attempt(new Round(), List.of(request))).getFirst();
    } catch (JournalException still) {
      return new Reply.Failed(still);
    }
  }

  private static List<Reply> failed(List<Request> requests, JournalException cause) {
    return requests.stream().<Reply>map(request -> new Reply.Failed(cause)).toList();
  }

  /// Tries until nobody else is faster, every time on the newest board.
  private List<Reply> inTurn(Supplier<Optional<List<Reply>>> attempt) {
    try (Turn _ = journal.turn()) {
      for (int conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
        catchUp();
        Optional<List<Reply>> replies = attempt.get();
        if (replies.isPresent()) {
          return replies.get();
        }
      }
      throw new IllegalStateException("others appended first " + MAX_CONFLICTS + " times in a row");
    }
  }

  private Optional<List<Reply>> attemptUpToDate(List<Request> requests) {
    Round round = new Round();
    round.bringUpToDate();
    return attempt(round, requests);
  }

  /// Decides and appends once.
  ///
  /// @return nothing when somebody else appended first
  private Optional<List<Reply>> attempt(Round round, List<Request> requests) {
    List<Decision> decisions = requests.stream().map(round::decide).toList();
    return round.commit()
        ? Optional.of(decisions.stream().map(this::reply).toList())
        : Optional.empty();
  }

  private Reply reply(Decision decision) {
    return switch (decision) {
      case Decision.Accepted accepted -> new Reply.Done(accepted.answer(), board);
      case Decision.Rejected rejected -> new Reply.Refused(rejected.rejection());
    };
  }

  /// One attempt to decide and append: a board that runs ahead of the durable one.
  private final class Round {
    private final List<Batch.Pending> pending = new ArrayList<>();
    private final List<Task> archived = new ArrayList<>();
    private Board ahead = board;
    private boolean grantsGrace;

    /// Lets time do its part first, so that nobody is told about a lease that is over.
    void bringUpToDate() {
      if (graceWanted || journal.clockRestarted()) {
        decide(Request.bySystem(new Command.GrantGrace()));
        grantsGrace = true;
      }
      Instant now = journal.now();
      while (ahead.nextDeadline().filter(due -> !due.isAfter(now)).isPresent()) {
        long before = ahead.position();
        decide(Request.bySystem(new Command.Tick()));
        if (ahead.position() == before) {
          return;
        }
      }
    }

    Decision decide(Request request) {
      Instant now = journal.now();
      Decision decision = ahead.decide(request, now);
      if (decision instanceof Decision.Accepted accepted) {
        for (Event event : accepted.events()) {
          if (event instanceof Event.TasksArchived leaving) {
            leaving.tasks().forEach(id -> ahead.task(id).ifPresent(archived::add));
          }
          pending.add(new Batch.Pending(later(now, ahead.at()), request.by(), event));
        }
        ahead = accepted.after();
      }
      return decision;
    }

    /// Makes what was decided durable.
    ///
    /// @return whether nobody else was faster
    boolean commit() {
      if (pending.isEmpty()) {
        settleGrace();
        return true;
      }
      Batch batch = new Batch(pending, archived, summary.apply(ahead));
      return switch (journal.append(board.position(), batch)) {
        case Journal.Outcome.Appended appended -> {
          board = ahead;
          settleGrace();
          yield true;
        }
        case Journal.Outcome.Conflict conflict -> false;
      };
    }

    private void settleGrace() {
      if (grantsGrace) {
        graceWanted = false;
      }
    }

    private static Instant later(Instant one, Instant other) {
      return one.isBefore(other) ? other : one;
    }
  }
}
