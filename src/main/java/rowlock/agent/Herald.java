package rowlock.agent;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import rowlock.board.Board;
import rowlock.board.Letter;
import rowlock.need.Need;
import rowlock.task.AgentId;
import rowlock.task.TaskStatus;
import rowlock.team.Delivery;

/// Tells sessions when something on the board concerns them, so that none needs to look again and
/// again: a message to them at once, everything else a few times a second at most.
final class Herald implements AutoCloseable {
  private static final Duration NEWS = Duration.ofSeconds(10);

  /// How long what is not a message is collected: a team at work changes the board all the time.
  private static final Duration COLLECTING = Duration.ofMillis(250);

  private final Desk desk;
  private final Supplier<Collection<Session>> sessions;
  private final Thread thread;

  /// @param sessions those who live now
  Herald(Desk desk, Supplier<Collection<Session>> sessions) {
    this.desk = desk;
    this.sessions = sessions;
    this.thread = Thread.ofVirtual().name("agent news").unstarted(this::spread);
  }

  void open() {
    thread.start();
  }

  private void spread() {
    try {
      Board told = desk.board();
      Board mailed = told;
      long toldNanos = System.nanoTime();
      while (true) {
        boolean isCollecting = told.position() != mailed.position();
        Board board = desk.awaitBeyond(mailed.position(), isCollecting ? COLLECTING : NEWS);
        if (board.position() != mailed.position()) {
          mail(board);
          mailed = board;
        }
        boolean isRipe = System.nanoTime() - toldNanos >= COLLECTING.toNanos();
        if (isRipe && board.position() != told.position()) {
          tell(told, board);
          told = board;
          toldNanos = System.nanoTime();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void mail(Board board) {
    for (Session session : sessions.get()) {
      AgentId id = session.who().id();
      if (board.unreadBy(id).stream().anyMatch(letter -> waits(letter, id))) {
        session.tell(new Impulse.Changed());
      }
    }
  }

  private static boolean waits(Letter letter, AgentId id) {
    return letter.deliveries().get(id) instanceof Delivery.Accepted;
  }

  private void tell(Board before, Board board) {
    boolean isMore = available(board) > available(before);
    Set<Need> decided = new HashSet<>(before.needs());
    decided.removeAll(new HashSet<>(board.needs()));
    for (Session session : sessions.get()) {
      AgentId id = session.who().id();
      boolean concerns =
          (isMore && board.heldBy(id).isEmpty())
              || !board.heldBy(id).equals(before.heldBy(id))
              || decided.stream().anyMatch(need -> need.agent().filter(id::equals).isPresent());
      if (concerns) {
        session.tell(new Impulse.Changed());
      }
    }
  }

  private static int available(Board board) {
    return board.counts().getOrDefault(TaskStatus.AVAILABLE, 0);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
