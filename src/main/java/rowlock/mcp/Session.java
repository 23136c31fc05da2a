package rowlock.mcp;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One client's conversation over HTTP, in the era of the handshake.
final class Session implements AutoCloseable {
  /// The most answers on the way that a client may come back for.
  static final int MOST_STREAMS = 8;

  private static final String ANNOUNCEMENTS = "all";

  private record Stream(String name, MessageQueue queue) {}

  private final String id;
  private final String callerId;
  private final Inflight inflight = new Inflight();
  private final MessageQueue announcements = new MessageQueue();
  private final Handshake handshake;
  private final Deque<Stream> streams = new ArrayDeque<>();
  private long streamsOpened;
  private int listener;
  private Instant lastUsed;

  Session(String id, String callerId, ServerCard card, Instant now) {
    this.id = id;
    this.callerId = callerId;
    this.handshake = new Handshake(card, change -> announcements.tellOnce(change.message()));
    this.lastUsed = now;
  }

  String id() {
    return id;
  }

  Inflight inflight() {
    return inflight;
  }

  Handshake handshake() {
    return handshake;
  }

  boolean belongsTo(Caller caller) {
    return callerId.equals(caller.id());
  }

  synchronized void touch(Instant now) {
    lastUsed = now;
  }

  synchronized Instant lastUsed() {
    return lastUsed;
  }

  /// The answer to one request as a stream, to which the client may come back.
  ///
  /// @param inUse run before each event
  synchronized EventStream answerStream(MessageQueue queue, Runnable inUse) {
    if (streams.size() >= MOST_STREAMS) {
      streams.removeFirst();
    }
    streamsOpened++;
    Stream stream = new Stream(Long.toString(streamsOpened), queue);
    streams.addLast(stream);
    QueueStream.Priming priming =
        handshake.agreed().filter(Revision.NOVEMBER_2025::equals).isPresent()
            ? QueueStream.Priming.FIRST
            : QueueStream.Priming.NONE;
    return stream(stream, 0, priming, () -> used(inUse));
  }

  /// The stream of what the client is told without having asked, or the rest of an answer's stream,
  /// if the client names an event of it that it has read.
  ///
  /// @param inUse run before each event
  synchronized EventStream listen(Optional<String> lastEvent, Runnable inUse) {
    Optional<EventStream> rest = lastEvent.flatMap(event -> resume(event, inUse));
    if (rest.isPresent()) {
      return rest.get();
    }
    long from =
        lastEvent
            .filter(event -> name(event).equals(ANNOUNCEMENTS))
            .map(Session::number)
            .orElseGet(announcements::read);
    // Of two connections one is dead, and an event must not go there.
    listener++;
    int own = listener;
    return stream(
        new Stream(ANNOUNCEMENTS, announcements),
        from,
        QueueStream.Priming.NONE,
        () -> isListener(own, inUse));
  }

  @Override
  public void close() {
    handshake.close();
    announcements.end(Optional.empty());
    inflight.forEach(Exchange::stop);
  }

  private Optional<EventStream> resume(String event, Runnable inUse) {
    return streams.stream()
        .filter(stream -> stream.name.equals(name(event)))
        .findFirst()
        .map(stream -> stream(stream, number(event), QueueStream.Priming.NONE, () -> used(inUse)));
  }

  private static boolean used(Runnable inUse) {
    inUse.run();
    return true;
  }

  private boolean isListener(int own, Runnable inUse) {
    inUse.run();
    synchronized (this) {
      return listener == own;
    }
  }

  private static EventStream stream(
      Stream stream, long from, QueueStream.Priming priming, BooleanSupplier current) {
    return new QueueStream(
        stream.queue,
        from,
        new QueueStream.Terms(Optional.of(stream.name), priming, current, () -> {}));
  }

  private static String name(String event) {
    return event.substring(0, Math.max(0, event.indexOf('-')));
  }

  private static long number(String event) {
    try {
      return Long.parseLong(event.substring(event.indexOf('-') + 1));
    } catch (NumberFormatException notOurs) {
      return 0;
    }
  }
}
