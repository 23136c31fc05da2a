package rowlock.tmux;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rowlock.process.Environment;

/// One tmux client in control mode, from its start to its end: requests of any thread go in one
/// after the other without waiting for answers, which come back in the same order.
///
/// It ends by itself when this process does: its standard input closes then. When it ends, or a
/// request is not answered in time, every request that was sent and not answered is unclear, and it
/// is of no use any more.
final class Connection {
  /// How many requests or groups of requests can wait to be sent.
  private static final int MAX_QUEUED = 4096;

  /// How many requests are answered together at most.
  private static final int MAX_TOGETHER = 32;

  private static final int WRITE_BYTES = 64 << 10;

  /// It has no size, so that what a user looks at keeps the user's; a pane whose output we do not
  /// take within a second is not sent on but waits to be continued.
  private static final String FLAGS = "ignore-size,pause-after=1";

  private final Process process;
  private final Duration deadline;
  private final String nonce = "rowlock-" + UUID.randomUUID() + "-";
  private final AtomicLong marks = new AtomicLong();
  private final BlockingQueue<Awaited> outgoing = new LinkedBlockingQueue<>(MAX_QUEUED);
  private final Queue<Awaited> sent = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable String> end = new AtomicReference<>();
  private final Thread writer;

  private Connection(Process process, Duration deadline, Ear ear) {
    this.process = process;
    this.deadline = deadline;
    this.writer = Thread.ofPlatform().daemon().name("tmux-writer").unstarted(this::write);
    Thread reader = Thread.ofPlatform().daemon().name("tmux-reader").unstarted(() -> read(ear));
    writer.start();
    reader.start();
  }

  /// Attaches to a session.
  ///
  /// @return nothing if it cannot be attached to now
  static Optional<Connection> open(Client client, String session, Ear ear) {
    List<String> argv = client.prefix();
    // Attaching would start a server without our settings.
    argv.addAll(List.of("-N", "-C", "attach-session", "-t", "=" + session, "-f", FLAGS));
    ProcessBuilder builder = new ProcessBuilder(argv);
    builder.directory(Path.of("/").toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(Environment.BASIC.resolve(System.getenv()));
    try {
      Connection connection = new Connection(builder.start(), client.deadline(), ear);
      Answer greeting =
          connection
              .askAll(List.of(Request.of("display-message", "-p", "#{pid}")))
              .getFirst()
              .orElseGet(Answer.NoServer::new);
      if (greeting instanceof Answer.Done) {
        ear.began(connection::tell);
        return Optional.of(connection);
      }
      connection.close();
      return Optional.empty();
    } catch (IOException _) {
      // No process can be made, or there is no tmux: whoever asks next by a process learns why.
      return Optional.empty();
    }
  }

  /// Who hears what tmux says besides answers; called by the reading thread.
  interface Ear extends Replies.Notices {
    /// The connection is there.
    ///
    /// @param toServer takes requests whose answer nobody wants, without waiting; what cannot be
    ///   queued is let fall
    void began(Consumer<Request> toServer);

    /// The connection is no more.
    void ended();
  }

  boolean isUp() {
    return end.get() == null;
  }

  /// Has requests done, one after the other.
  ///
  /// @return for each its answer, or nothing if it was never sent
  List<Optional<Answer>> askAll(List<Request> requests) {
    List<Awaited> awaited = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += MAX_TOGETHER) {
      int to = Math.min(from + MAX_TOGETHER, requests.size());
      awaited.add(new Awaited(requests.subList(from, to), nonce + marks.incrementAndGet()));
    }
    try {
      for (Awaited one : awaited) {
        if (!outgoing.offer(one, deadline.toMillis(), TimeUnit.MILLISECONDS)) {
          one.settle(Optional.empty());
        }
      }
      if (!isUp()) {
        settleAll();
      }
      List<Optional<Answer>> answers = new ArrayList<>(requests.size());
      for (Awaited one : awaited) {
        if (!one.await(deadline)) {
          finish("the tmux server did not answer within " + deadline.toSeconds() + " s");
        }
        int size = one.requests().size();
        answers.addAll(
            one.outcome()
                .map(some -> some.stream().map(Optional::of).toList())
                .orElseGet(() -> Collections.nCopies(size, Optional.empty())));
      }
      return answers;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while tmux was asked");
    }
  }

  private void tell(Request request) {
    boolean queued =
        isUp() && outgoing.offer(new Awaited(List.of(request), nonce + marks.incrementAndGet()));
    if (queued && !isUp()) {
      settleAll();
    }
  }

  /// Ends it.
  void close() {
    finish("the connection to tmux was closed");
  }

  private void finish(String reason) {
    end.compareAndSet(null, reason);
    // Neither by closing its input, which waits for a writer whom a halted server keeps waiting,
    // nor
    // by asking it, which asks the server.
    process.destroyForcibly();
    writer.interrupt();
    settleAll();
  }

  /// Gives every request an outcome. May be done again: what is queued at the same time as the end
  /// comes is found by whoever queued it.
  private void settleAll() {
    for (Awaited one = outgoing.poll(); one != null; one = outgoing.poll()) {
      one.settle(Optional.empty());
    }
    Answer unclear = new Answer.Unclear(String.valueOf(end.get()));
    // An answer that is being read must not meet the request after its own.
    synchronized (sent) {
      for (Awaited one = sent.poll(); one != null; one = sent.poll()) {
        one.settleAll(unclear);
      }
    }
  }

  private void write() {
    try (OutputStream out = process.getOutputStream()) {
      StringBuilder lines = new StringBuilder();
      while (isUp()) {
        Awaited one = lines.isEmpty() ? outgoing.take() : outgoing.poll();
        if (one != null) {
          sent.add(one);
          lines.append(one.lines());
        }
        if (one == null || lines.length() > WRITE_BYTES) {
          // All that is not ASCII is quoted.
          out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
          out.flush();
          lines.setLength(0);
        }
      }
    } catch (IOException | InterruptedException _) {
      // Either way it is over.
    } finally {
      finish("tmux takes no more requests");
    }
  }

  private void read(Ear ear) {
    Replies replies = new Replies(sent, ear);
    LineReader lines = new LineReader(process.getInputStream());
    String reason = "the connection to tmux ended";
    try {
      Optional<LineReader.Line> line = lines.next(replies.keptBytes());
      while (line.isPresent() && accept(replies, line.get())) {
        line = lines.next(replies.keptBytes());
      }
    } catch (IOException e) {
      reason = "the connection to tmux broke: " + e.getMessage();
    } finally {
      finish(reason);
      ear.ended();
    }
  }

  private boolean accept(Replies replies, LineReader.Line line) throws IOException {
    synchronized (sent) {
      if (isUp()) {
        replies.accept(line);
      }
      return isUp();
    }
  }
}
