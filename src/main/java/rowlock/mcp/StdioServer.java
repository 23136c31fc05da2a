package rowlock.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import rowlock.json.Json;

/// The server of one client, over a pair of streams: a message on each line.
///
/// Whoever starts it makes sure that nobody else writes to the stream it answers on.
public final class StdioServer {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration LAST_GRACE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Toolbox toolbox;
  private final LineReader lines;
  private final Lines out;
  private final Notices notices = new Notices(_ -> true);
  private final Handshake handshake;
  private final Stateless stateless;
  private final Inflight inflight = new Inflight();

  /// A server that has not begun to read.
  ///
  /// @param toolbox what the client is offered
  public StdioServer(ServerCard card, Toolbox toolbox, InputStream in, OutputStream out) {
    this.toolbox = toolbox;
    this.lines = new LineReader(in, MessageReader.LONGEST);
    this.out = new Lines(out);
    this.handshake = new Handshake(card, notices::tell);
    this.stateless = new Stateless(card);
  }

  /// Serves until the client closes its stream. What is being worked on then is finished and
  /// answered, if that takes no longer than ten seconds.
  ///
  /// @throws UncheckedIOException if reading fails
  public void run() throws InterruptedException {
    Thread telling = Thread.ofVirtual().unstarted(this::tellChanges);
    try {
      Optional<Message> message = lines.next();
      while (message.isPresent()) {
        take(message.get(), telling);
        message = lines.next();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } finally {
      end(telling);
    }
  }

  private void end(Thread telling) throws InterruptedException {
    inflight.forEach(Exchange::stopIfEndless);
    inflight.awaitNone(GRACE);
    inflight.forEach(Exchange::stop);
    inflight.awaitNone(LAST_GRACE);
    handshake.close();
    telling.interrupt();
  }

  private void take(Message message, Thread telling) {
    switch (message) {
      case Message.Request request -> take(request);
      case Message.Notification notification -> {
        if (notification.method().equals("notifications/cancelled")) {
          inflight.cancel(notification.params());
        } else if (notification.method().equals("notifications/initialized")
            && handshake.agreed().isPresent()
            && telling.getState() == Thread.State.NEW) {
          telling.start();
        }
      }
      case Message.Answer _ -> {}
      case Message.Malformed malformed -> refuse(malformed.id(), malformed.error());
    }
  }

  private void take(Message.Request request) {
    Exchange exchange = new Exchange(toolbox, out, request);
    Optional<RpcError> full = inflight.admit(request.id(), exchange);
    if (full.isPresent()) {
      refuse(Optional.of(request.id()), full.get());
    } else if (request.method().equals("initialize")) {
      // Everything that comes after it depends on it.
      work(request, exchange);
    } else {
      Thread.ofVirtual().start(() -> work(request, exchange));
    }
  }

  private void work(Message.Request request, Exchange exchange) {
    Dialect dialect = Stateless.claims(request) ? stateless : handshake;
    try {
      Answer.to(request, exchange, dialect).ifPresent(answer -> out.tell(answer.json()));
    } finally {
      inflight.done(request.id());
    }
  }

  private void refuse(Optional<Object> id, RpcError error) {
    out.tell(Message.error(id, error));
  }

  private void tellChanges() {
    try {
      while (true) {
        notices.take(PATIENCE).ifPresent(change -> out.tell(change.message()));
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// One message on each line, never two in one another.
  private static final class Lines implements Outbox {
    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean broken;

    Lines(OutputStream out) {
      this.out = out;
    }

    @Override
    public void send(Map<String, Object> message) {
      tell(message);
    }

    @Override
    public void tell(Map<String, Object> message) {
      byte[] line = (Json.compact(message) + "\n").getBytes(StandardCharsets.UTF_8);
      lock.lock();
      try {
        if (!broken) {
          out.write(line);
          out.flush();
        }
      } catch (IOException gone) {
        // Nobody reads any more; the end of the other stream will follow.
        broken = true;
      } finally {
        lock.unlock();
      }
    }
  }
}
