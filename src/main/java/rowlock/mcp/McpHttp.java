package rowlock.mcp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import rowlock.json.Json;

/// The server of many clients over HTTP, without the web server: streamable HTTP of all revisions
/// at one address.
///
/// A web server checks Host, Origin and token, reads the body up to [#LONGEST_BODY], calls
/// [#answer] on a thread of its own and writes what it gets. Safe to use from many threads at once.
public final class McpHttp implements AutoCloseable {
  /// The longest body that is worth reading, in bytes; more is answered with 413.
  public static final int LONGEST_BODY = MessageReader.LONGEST;

  /// The most requests that are worked on at once, those that wait for changes included.
  static final int MOST_AT_ONCE = 2_000;

  /// After this time the answer becomes a stream, so that it is noticed whether anybody waits for
  /// it.
  private static final Duration QUICK = Duration.ofSeconds(1);

  private static final int OK = 200;
  private static final String SESSION = "mcp-session-id";
  private static final String JSON_TYPE = "application/json";
  private static final String EVENTS_TYPE = "text/event-stream";

  private static final Map<String, String> EVENT_HEADERS =
      Map.of(
          "Content-Type", EVENTS_TYPE,
          "Cache-Control", "no-store",
          // Tells proxies to pass on each event at once.
          "X-Accel-Buffering", "no");

  private final Stateless stateless;
  private final Sessions sessions;
  private final Set<Exchange> running = ConcurrentHashMap.newKeySet();

  /// A server without clients yet.
  public McpHttp(ServerCard card, InstantSource clock) {
    this.stateless = new Stateless(card);
    this.sessions = new Sessions(card, clock);
  }

  /// Answers a call. Takes as long as the request, at most a second if the client takes events.
  ///
  /// @param caller who it is, and what is offered to it
  /// @throws InterruptedException if the thread was interrupted meanwhile
  public HttpReply answer(HttpCall call, Caller caller) throws InterruptedException {
    try {
      return switch (call.method()) {
        case "POST" -> post(call, caller);
        case "GET" -> listen(call, caller);
        case "DELETE" -> end(call, caller);
        default -> notAllowed("POST, GET, DELETE");
      };
    } catch (HttpRefusal refusal) {
      return refusal.reply();
    }
  }

  /// How many sessions there are.
  public int sessions() {
    return sessions.count();
  }

  /// Ends every session and every stream; what is being worked on is interrupted.
  @Override
  public void close() {
    sessions.endAll();
    running.forEach(Exchange::stop);
  }

  private HttpReply post(HttpCall call, Caller caller) throws InterruptedException {
    if (call.body().length > LONGEST_BODY) {
      throw new HttpRefusal(413, RpcError.invalidRequest(MessageReader.tooLong()));
    }
    if (!call.isOf(JSON_TYPE)) {
      throw new HttpRefusal(415, RpcError.invalidRequest("the body must be " + JSON_TYPE));
    }
    if (!call.accepts(JSON_TYPE)) {
      throw new HttpRefusal(
          406, RpcError.invalidRequest("accept %s and %s".formatted(JSON_TYPE, EVENTS_TYPE)));
    }
    return switch (MessageReader.read(call.body())) {
      case Message.Request request -> request(call, caller, request);
      case Message.Notification notification -> {
        if (!isStateless(call)) {
          notice(notification, session(call, caller));
        }
        yield accepted();
      }
      case Message.Answer _ -> accepted();
      case Message.Malformed malformed ->
          throw new HttpRefusal(400, malformed.id(), malformed.error());
    };
  }

  private HttpReply request(HttpCall call, Caller caller, Message.Request request)
      throws InterruptedException {
    if (running.size() >= MOST_AT_ONCE) {
      throw new HttpRefusal(
          503, Optional.of(request.id()), RpcError.busy("too many requests at once"));
    }
    if (Stateless.claims(request) || isStateless(call)) {
      return standAlone(call, caller, request);
    }
    return request.method().equals("initialize")
        ? begin(caller, request)
        : inSession(call, caller, request);
  }

  private static void notice(Message.Notification notification, Session session) {
    if (notification.method().equals("notifications/cancelled")) {
      session.inflight().cancel(notification.params());
    }
  }

  /// A revision nobody knows may be a later one, so it is refused in the words of the later era.
  private static boolean isStateless(HttpCall call) {
    return call.header(HeaderRules.REVISION)
        .filter(revision -> Revision.of(revision, Revision.Era.HANDSHAKE).isEmpty())
        .filter(revision -> !revision.equals(Revision.BEFORE_OURS))
        .isPresent();
  }

  private HttpReply standAlone(HttpCall call, Caller caller, Message.Request request)
      throws InterruptedException {
    try {
      if (Stateless.revision(request).isEmpty()) {
        Stateless.check(request);
      }
      HeaderRules.check(call, request);
      Stateless.check(request);
    } catch (Refusal refusal) {
      throw new HttpRefusal(400, Optional.of(request.id()), refusal.error());
    }
    if (Stateless.isEndless(request) && !call.accepts(EVENTS_TYPE)) {
      throw new HttpRefusal(
          406, Optional.of(request.id()), RpcError.invalidRequest("accept " + EVENTS_TYPE));
    }
    MessageQueue queue = new MessageQueue();
    Exchange exchange = new Exchange(caller.toolbox(), queue, request);
    start(request, exchange, queue, stateless, () -> {});
    return reply(
        call,
        queue,
        McpHttp::statelessStatus,
        () ->
            new QueueStream(
                queue,
                0,
                new QueueStream.Terms(
                    Optional.empty(), QueueStream.Priming.NONE, () -> true, exchange::cancel)));
  }

  private HttpReply inSession(HttpCall call, Caller caller, Message.Request request)
      throws InterruptedException {
    Session session = session(call, caller);
    MessageQueue queue = new MessageQueue();
    startInSession(session, caller, request, queue);
    return reply(
        call, queue, _ -> OK, () -> session.answerStream(queue, () -> sessions.use(session)));
  }

  private HttpReply begin(Caller caller, Message.Request request) throws InterruptedException {
    Session session =
        sessions
            .begin(caller)
            .orElseThrow(() -> new HttpRefusal(503, RpcError.busy("there are too many sessions")));
    MessageQueue queue = new MessageQueue();
    startInSession(session, caller, request, queue);
    HttpReply.Whole reply = whole(queue, _ -> OK);
    if (session.handshake().agreed().isEmpty()) {
      sessions.end(session);
      return reply;
    }
    Map<String, String> headers = new HashMap<>(reply.headers());
    headers.put("Mcp-Session-Id", session.id());
    return new HttpReply.Whole(reply.status(), headers, reply.body());
  }

  private void startInSession(
      Session session, Caller caller, Message.Request request, MessageQueue queue) {
    Exchange exchange = new Exchange(caller.toolbox(), queue, request);
    Optional<RpcError> full = session.inflight().admit(request.id(), exchange);
    if (full.isPresent()) {
      throw new HttpRefusal(400, Optional.of(request.id()), full.get());
    }
    start(
        request, exchange, queue, session.handshake(), () -> session.inflight().done(request.id()));
  }

  private void start(
      Message.Request request,
      Exchange exchange,
      MessageQueue queue,
      Dialect dialect,
      Runnable done) {
    running.add(exchange);
    Thread.ofVirtual()
        .start(() -> {
          Optional<Answer> answer = Optional.empty();
          try {
            answer = Answer.to(request, exchange, dialect);
          } finally {
            running.remove(exchange);
            done.run();
            queue.end(answer);
          }
        });
  }

  private static HttpReply reply(
      HttpCall call,
      MessageQueue queue,
      ToIntFunction<RpcError> status,
      Supplier<EventStream> events)
      throws InterruptedException {
    if (!call.accepts(EVENTS_TYPE) || queue.awaitAnswerAlone(QUICK)) {
      return whole(queue, status);
    }
    return new HttpReply.Events(EVENT_HEADERS, events.get());
  }

  private static HttpReply.Whole whole(MessageQueue queue, ToIntFunction<RpcError> status)
      throws InterruptedException {
    Optional<Answer> answer = queue.awaitAnswer();
    if (answer.isEmpty()) {
      // Whoever asked has said that no answer is wanted.
      return accepted();
    }
    return new HttpReply.Whole(
        answer.get().refusal().map(status::applyAsInt).orElse(OK),
        Map.of("Content-Type", JSON_TYPE),
        Json.compact(answer.get().json()));
  }

  private static int statelessStatus(RpcError error) {
    return switch (error.code()) {
      case RpcError.UNKNOWN_METHOD -> 404;
      case RpcError.MISSING_CAPABILITY, RpcError.UNSUPPORTED_REVISION -> 400;
      case RpcError.BUSY -> 429;
      default -> OK;
    };
  }

  private HttpReply listen(HttpCall call, Caller caller) {
    if (isStateless(call)) {
      return notAllowed("POST");
    }
    if (!call.accepts(EVENTS_TYPE)) {
      throw new HttpRefusal(406, RpcError.invalidRequest("accept " + EVENTS_TYPE));
    }
    Session session = session(call, caller);
    return new HttpReply.Events(
        EVENT_HEADERS, session.listen(call.header("last-event-id"), () -> sessions.use(session)));
  }

  private HttpReply end(HttpCall call, Caller caller) {
    if (isStateless(call)) {
      return notAllowed("POST");
    }
    sessions.end(session(call, caller));
    return new HttpReply.Whole(204, Map.of(), "");
  }

  private Session session(HttpCall call, Caller caller) {
    String id =
        call.header(SESSION)
            .orElseThrow(() ->
                new HttpRefusal(
                    400,
                    RpcError.invalidRequest(
                        "the header Mcp-Session-Id is missing; begin with \"initialize\"")));
    return sessions
        .find(id, caller)
        .orElseThrow(() ->
            new HttpRefusal(
                404,
                RpcError.invalidRequest(
                    "there is no such session; begin again with \"initialize\"")));
  }

  private static HttpReply.Whole accepted() {
    return new HttpReply.Whole(202, Map.of(), "");
  }

  private static HttpReply.Whole notAllowed(String allowed) {
    return new HttpReply.Whole(405, Map.of("Allow", allowed), "");
  }
}
