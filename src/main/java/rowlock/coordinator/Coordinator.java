package rowlock.coordinator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.journal.Journal;
import rowlock.journal.JournalException;

/// The process-wide single writer: requests of any number of threads queue here, are carried out
/// together (group commit) by one platform thread, and are answered when they are durable. The same
/// thread lets deadlines pass and notices what other processes append.
///
/// Owns its thread and the newest board; closing it closes the journal.
public final class Coordinator implements AutoCloseable {
  /// The most requests carried out together.
  public static final int MAX_BATCH = 255;

  /// The most requests that wait; further callers wait to join the queue.
  public static final int MAX_QUEUE = 10_000;

  /// How often other processes' appends are looked for.
  public static final Duration WATCH_INTERVAL = Duration.ofMillis(100);

  private static final Request TICK = Request.bySystem(new Command.Tick());

  /// The longest time without a tick, so that finished tasks leave even when nothing is due.
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  /// How long time-dependent rules rest after the journal could not take what they led to.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// How long a reader waits for what other processes wrote; only a journal that cannot be read
  /// takes longer.
  private static final Duration LONGEST_CATCHING_UP = Duration.ofSeconds(30);

  private final Journal journal;
  private final Writer writer;
  private final Snapshots snapshots;
  private final BlockingQueue<Ticket> queue = new ArrayBlockingQueue<>(MAX_QUEUE);
  private final Ticket wake = new Ticket(TICK, new CompletableFuture<>());
  private final Thread thread;
  private final News news = new News();
  private long tickNotBefore = System.nanoTime();
  private volatile @Nullable Throwable cause;
  private volatile boolean closing;
  private volatile boolean ended;

  /// A request and where its reply goes.
  private record Ticket(Request request, CompletableFuture<Reply> reply) {}

  private Coordinator(Journal journal, Writer writer) {
    this.journal = journal;
    this.writer = writer;
    this.snapshots = new Snapshots(journal, writer.snapshotPosition());
    this.thread = Thread.ofPlatform().name("coordinator").daemon().unstarted(this::work);
  }

  /// Starts a coordinator on a journal.
  ///
  /// @param summary what a quick look at the project should show of a board
  /// @throws JournalException if the journal cannot be read
  public static Coordinator open(Journal journal, Function<Board, String> summary) {
    return start(journal, Writer.open(journal, summary));
  }

  /// Starts the coordinator of a hub: agents renew their leases through it, so nobody could while
  /// there was none, and before anything else all leases get a grace.
  ///
  /// @param summary what a quick look at the project should show of a board
  /// @throws JournalException if the journal cannot be read
  public static Coordinator openHub(Journal journal, Function<Board, String> summary) {
    Writer writer = Writer.open(journal, summary);
    writer.wantGrace();
    Coordinator coordinator = start(journal, writer);
    // Not only when the first agent asks: the grace counts from now.
    coordinator.submit(Request.bySystem(new Command.GrantGrace()));
    return coordinator;
  }

  private static Coordinator start(Journal journal, Writer writer) {
    Coordinator coordinator = new Coordinator(journal, writer);
    coordinator.snapshots.considerStoring(coordinator.board());
    coordinator.thread.start();
    return coordinator;
  }

  /// Carries out a request and waits until what it led to is durable.
  ///
  /// @throws IllegalStateException after [#close], or when the coordinator ended
  public Reply submit(Request request) {
    return await(enqueue(request));
  }

  /// Carries out requests in this order, many with one append, and waits until what they led to is
  /// durable. Requests of others may come in between.
  ///
  /// @return a reply for each, in the same order
  /// @throws IllegalStateException after [#close], or when the coordinator ended; some may have
  ///   been carried out then
  public List<Reply> submitAll(List<Request> requests) {
    List<Ticket> tickets = new ArrayList<>(requests.size());
    requests.forEach(request -> tickets.add(enqueue(request)));
    return tickets.stream().map(this::await).toList();
  }

  private Ticket enqueue(Request request) {
    Ticket ticket = new Ticket(request, new CompletableFuture<>());
    try {
      while (!queue.offer(ticket, WATCH_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        requireRunning();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the request was queued", interrupted);
    }
    if (ended) {
      // Nobody else will look into the queue again.
      refuseTheRest();
    }
    return ticket;
  }

  private Reply await(Ticket ticket) {
    try {
      return ticket.reply().join();
    } catch (CompletionException refused) {
      throw new IllegalStateException(refusal().getMessage(), refused.getCause());
    }
  }

  /// The newest board; everything on it is durable. At most [#WATCH_INTERVAL] behind other
  /// processes.
  public Board board() {
    return writer.board();
  }

  /// The newest board, with all that other processes had made durable when it was asked for.
  ///
  /// @throws IllegalStateException if the caller is interrupted
  public Board current() {
    long position = journal.position();
    if (board().position() >= position) {
      return board();
    }
    queue.offer(wake);
    try {
      return awaitBeyond(position - 1, LONGEST_CATCHING_UP);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while catching up", interrupted);
    }
  }

  /// Whether it carries out requests; it ends when it is closed, and when something breaks it.
  public boolean isRunning() {
    return !closing && !ended;
  }

  /// The journal's time.
  public Instant now() {
    return journal.now();
  }

  /// Waits until there is a board beyond a position, the time is over or the coordinator ended.
  ///
  /// @return the newest board
  public Board awaitBeyond(long position, Duration longest) throws InterruptedException {
    news.await(() -> board().position() > position || closing, longest);
    return board();
  }

  private void work() {
    List<Ticket> tickets = new ArrayList<>();
    try {
      while (!closing || !queue.isEmpty()) {
        take(tickets);
        if (!tickets.isEmpty() || isDue()) {
          carryOut(tickets);
          tickets.clear();
        } else if (journal.changedSince(board().position())) {
          writer.catchUp();
          news.tell();
        }
      }
    } catch (RuntimeException | Error broken) {
      cause = broken;
    } finally {
      closing = true;
      ended = true;
      news.tell();
      tickets.forEach(this::refuse);
      refuseTheRest();
    }
  }

  /// Waits for requests, a deadline, or the next look at what others did.
  private void take(List<Ticket> tickets) {
    try {
      Ticket first = queue.poll(waitNanos(), TimeUnit.NANOSECONDS);
      if (first != null) {
        tickets.add(first);
        queue.drainTo(tickets, MAX_BATCH - 1);
        tickets.remove(wake);
      }
    } catch (InterruptedException nobodyDoesThat) {
      throw new IllegalStateException("the coordinator's thread was interrupted", nobodyDoesThat);
    }
  }

  private boolean isDue() {
    return System.nanoTime() - tickNotBefore >= 0
        && (rested()
            || board().nextDeadline().filter(due -> !due.isAfter(journal.now())).isPresent());
  }

  private boolean rested() {
    return System.nanoTime() - tickNotBefore >= LONGEST_REST.toNanos();
  }

  private long waitNanos() {
    if (System.nanoTime() - tickNotBefore < 0) {
      return WATCH_INTERVAL.toNanos();
    }
    return board()
        .nextDeadline()
        .map(due -> Duration.between(journal.now(), due))
        .filter(wait -> wait.compareTo(WATCH_INTERVAL) < 0)
        .map(wait -> Math.max(0, wait.toNanos()))
        .orElse(WATCH_INTERVAL.toNanos());
  }

  private void carryOut(List<Ticket> tickets) {
    List<Request> requests = new ArrayList<>(tickets.size() + 1);
    tickets.forEach(ticket -> requests.add(ticket.request()));
    boolean ticks = isDue();
    if (ticks) {
      requests.add(TICK);
    }
    List<Reply> replies = writer.write(requests);
    if (ticks) {
      boolean failed = replies.getLast() instanceof Reply.Failed;
      tickNotBefore = System.nanoTime() + (failed ? PAUSE.toNanos() : 0);
    }
    for (int i = 0; i < tickets.size(); i++) {
      tickets.get(i).reply().complete(replies.get(i));
    }
    news.tell();
    snapshots.considerStoring(board());
    for (Reply reply : replies) {
      if (reply instanceof Reply.Failed(JournalException.Stopped stopped)) {
        throw stopped;
      }
    }
  }

  private void requireRunning() {
    if (ended) {
      throw refusal();
    }
  }

  private void refuseTheRest() {
    List<Ticket> left = new ArrayList<>();
    queue.drainTo(left);
    left.forEach(this::refuse);
  }

  private void refuse(Ticket ticket) {
    ticket.reply().completeExceptionally(refusal());
  }

  private IllegalStateException refusal() {
    Throwable why = cause;
    return why == null
        ? new IllegalStateException("the coordinator is closed")
        : new IllegalStateException("the coordinator ended: " + why.getMessage(), why);
  }

  /// Carries out what is queued, then ends.
  @Override
  public void close() {
    closing = true;
    // No interrupt: it would close the journal's files under a write. A full queue wakes by itself.
    queue.offer(wake);
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    snapshots.close();
    journal.close();
  }

  /// Wakes those that wait for a newer board.
  private static final class News {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();

    void tell() {
      lock.lock();
      try {
        told.signalAll();
      } finally {
        lock.unlock();
      }
    }

    void await(BooleanSupplier enough, Duration longest) throws InterruptedException {
      long left = longest.toNanos();
      lock.lock();
      try {
        while (!enough.getAsBoolean() && left > 0) {
          left = told.awaitNanos(left);
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
