package rowlock.mcp;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A queue's messages as server-sent events.
final class QueueStream implements EventStream {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final String COMMENT = ":\n\n";

  /// What a stream is to its client.
  ///
  /// @param name stands in the id of each event; empty if events have none
  /// @param priming whether it begins with an event that says nothing but its id
  /// @param current whether this stream is still the one to be read; asked before each event
  /// @param gone what to do when the client reads no more
  record Terms(Optional<String> name, Priming priming, BooleanSupplier current, Runnable gone) {}

  /// Whether a client is told where to go on before there is anything.
  enum Priming {
    NONE,
    /// Since 2025-11-25. Older clients fail at an event without content.
    FIRST
  }

  private final MessageQueue queue;
  private final Terms terms;
  private long position;
  private boolean primed;

  QueueStream(MessageQueue queue, long position, Terms terms) {
    this.queue = queue;
    this.position = position;
    this.terms = terms;
    this.primed = terms.priming == Priming.NONE;
  }

  @Override
  public Optional<String> next() throws InterruptedException {
    if (!terms.current.getAsBoolean() || queue.isOverAfter(position)) {
      return Optional.empty();
    }
    if (!primed) {
      primed = true;
      return Optional.of(id(position) + "retry: 1000\ndata: \n\n");
    }
    Optional<MessageQueue.Numbered> message = queue.after(position, KEEP_ALIVE);
    if (message.isEmpty()) {
      return queue.isOverAfter(position) ? Optional.empty() : Optional.of(COMMENT);
    }
    position = message.get().number();
    return Optional.of(id(position) + "event: message\ndata: " + message.get().json() + "\n\n");
  }

  @Override
  public void close() {
    terms.gone.run();
  }

  private String id(long number) {
    return terms.name.map(name -> "id: " + name + "-" + number + "\n").orElse("");
  }
}
