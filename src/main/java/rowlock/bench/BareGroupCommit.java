package rowlock.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;
import rowlock.coordinator.Coordinator;

/// The floor of claims: rows of a journal put into the same table by one thread, as many callers'
/// rows in one transaction as have queued up. No board, no rules, no encoding, no hashing, no
/// summary; the same durability.
///
/// Owns its thread.
final class BareGroupCommit implements AutoCloseable {
  private static final long LONGEST_POLL_MILLIS = 100;
  private static final int BUSY_MILLIS = 10_000;

  private final BlockingQueue<Ticket> queue = new ArrayBlockingQueue<>(Coordinator.MAX_QUEUE);
  private final Connection connection;
  private final Thread thread;
  private volatile boolean closing;

  private record Ticket(List<Records.Row> rows, CompletableFuture<Boolean> done) {}

  /// @param database a copy of a journal's file
  BareGroupCommit(Path database) throws SQLException {
    this.connection = connect(database);
    this.thread = Thread.ofPlatform().name("bare").daemon().start(this::work);
  }

  /// Connects as the journal does.
  static Connection connect(Path database) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return config.createConnection("jdbc:sqlite:" + database);
  }

  static long lastPosition(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet last = select.executeQuery("SELECT max(position) FROM entry")) {
      return last.getLong(1);
    }
  }

  /// Writes rows and waits until they are durable.
  void write(List<Records.Row> rows) {
    Ticket ticket = new Ticket(rows, new CompletableFuture<>());
    try {
      queue.put(ticket);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the rows were queued", interrupted);
    }
    ticket.done().join();
  }

  /// A worker that writes what a claimer would.
  Crowd.Worker worker(Records records) {
    return new Crowd.Worker() {
      @Override
      public void act() {
        records.act().forEach(BareGroupCommit.this::write);
      }

      @Override
      public void clear() {
        records.clear().forEach(BareGroupCommit.this::write);
      }
    };
  }

  private void work() {
    List<Ticket> tickets = new ArrayList<>();
    try (Statement control = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO entry VALUES (?, ?, ?)")) {
      long position = lastPosition(connection);
      while (!closing) {
        Ticket first = queue.poll(LONGEST_POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          tickets.add(first);
          queue.drainTo(tickets, Coordinator.MAX_BATCH - 1);
          control.executeUpdate("BEGIN IMMEDIATE");
          for (Ticket ticket : tickets) {
            position = insert(insert, position, ticket.rows());
          }
          control.executeUpdate("COMMIT");
          tickets.forEach(ticket -> ticket.done().complete(true));
          tickets.clear();
        }
      }
    } catch (SQLException | InterruptedException broken) {
      tickets.forEach(ticket -> ticket.done().completeExceptionally(broken));
    }
  }

  static long insert(PreparedStatement insert, long after, List<Records.Row> rows)
      throws SQLException {
    long position = after;
    for (Records.Row row : rows) {
      position++;
      row.bind(insert, position);
      insert.executeUpdate();
    }
    return position;
  }

  @Override
  public void close() throws SQLException {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
