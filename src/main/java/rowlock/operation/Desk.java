package rowlock.operation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Decision;
import rowlock.board.Request;
import rowlock.coordinator.Coordinator;
import rowlock.coordinator.Reply;
import rowlock.coordinator.Writer;
import rowlock.journal.SqliteJournal;

/// An open project: where operations read the board and hand in requests.
///
/// Reading takes no turn and starts no thread; the coordinator starts with the first request. For
/// one thread at a time, unless the coordinator was started before they came.
public final class Desk implements AutoCloseable {
  private final Path folder;
  private final SqliteJournal journal;
  private @Nullable Writer reader;
  private volatile @Nullable Coordinator coordinator;

  /// Whether other processes write as much as this one: there is no hub, as far as it knows.
  private volatile boolean isShared;

  /// @param folder the folder that contains `.rowlock`
  /// @param journal its journal, closed with this desk
  Desk(Path folder, SqliteJournal journal) {
    this.folder = folder;
    this.journal = journal;
  }

  /// An open project whose coordinator runs already; it is closed with this desk.
  ///
  /// @param journal the journal the coordinator writes to, for reading
  public static Desk of(Path folder, SqliteJournal journal, Coordinator coordinator) {
    Desk desk = new Desk(folder, journal);
    desk.coordinator = coordinator;
    return desk;
  }

  /// The project's folder.
  public Path folder() {
    return folder;
  }

  /// The journal's time.
  public Instant now() {
    return journal.now();
  }

  /// The board as it is now: leases that are over count as over although nobody wrote it down yet.
  public Board board() {
    Board stored = stored();
    Instant now = now();
    return asOf(
        journal.clockRestarted() ? after(stored, new Command.GrantGrace(), now) : stored, now);
  }

  /// The position of the last entry in the journal, whoever wrote it.
  public long position() {
    return journal.position();
  }

  SqliteJournal journal() {
    return journal;
  }

  /// The project with its coordinator.
  public Project project() {
    return new Project(folder, coordinator());
  }

  /// The project with the coordinator of a hub, for whoever conducts a run.
  public Project hub() {
    Coordinator running = coordinator;
    if (running == null) {
      running = Coordinator.openHub(journal, Overview::summarise);
      coordinator = running;
    }
    return new Project(folder, running);
  }

  /// Waits until there is a board beyond a position, or the time is over.
  ///
  /// @return the newest board
  public Board awaitBeyond(long position, Duration longest) throws InterruptedException {
    coordinator().awaitBeyond(position, longest);
    return board();
  }

  /// Hands in a command, waits until what it led to is durable, and says what became of it.
  ///
  /// @param answered makes the answer's fields of what the board said and the board after it
  Outcome ask(Caller caller, Command command, BiFunction<Answer, Board, Fields> answered) {
    return switch (reply(caller.asks(command))) {
      case Reply.Done done -> Outcome.done(answered.apply(done.answer(), done.board()));
      case Reply.Refused refused -> Outcome.rejected(refused.rejection());
      case Reply.Failed failed -> throw failed.cause();
    };
  }

  /// Hands in requests in this order and waits until what they led to is durable.
  ///
  /// @return a reply for each, in the same order
  List<Reply> replies(List<Request> requests) {
    return coordinator().submitAll(requests);
  }

  /// Hands in a request and waits until what it led to is durable.
  Reply reply(Request request) {
    return coordinator().submit(request);
  }

  @Override
  public void close() {
    Coordinator running = coordinator;
    if (running == null) {
      journal.close();
    } else {
      running.close();
    }
  }

  /// A board with time's part done.
  static Board asOf(Board stored, Instant now) {
    Board board = stored;
    while (board.nextDeadline().filter(due -> !due.isAfter(now)).isPresent()) {
      Board ticked = after(board, new Command.Tick(), now);
      if (ticked.position() == board.position()) {
        return board;
      }
      board = ticked;
    }
    return board;
  }

  private static Board after(Board board, Command command, Instant now) {
    return switch (board.decide(Request.bySystem(command), now)) {
      case Decision.Accepted accepted -> accepted.after();
      case Decision.Rejected rejected -> board;
    };
  }

  private Board stored() {
    Coordinator running = coordinator;
    if (running != null) {
      return isShared ? running.current() : running.board();
    }
    Writer known = reader;
    if (known == null) {
      known = Writer.open(journal, Overview::summarise);
      reader = known;
    } else {
      known.catchUp();
    }
    return known.board();
  }

  private Coordinator coordinator() {
    Coordinator running = coordinator;
    if (running == null) {
      isShared = true;
      running = Coordinator.open(journal, Overview::summarise);
      coordinator = running;
    }
    return running;
  }
}
