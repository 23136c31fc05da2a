package rowlock.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP of the era of the handshake, and what both eras share.
@Timeout(60)
final class McpHttpTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
      """;
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

  private final ExampleToolbox toolbox = new ExampleToolbox();
  private final Caller anna = new Caller("anna", toolbox);
  private final Caller boris = new Caller("boris", toolbox);
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final McpHttp http =
      new McpHttp(new ServerCard("example", "Example", "1", "For tests."), now::get);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    toolbox.released.countDown();
    http.close();
    threads.shutdownNow();
  }

  private HttpReply send(String method, Caller caller, String body, String... headers)
      throws InterruptedException {
    Map<String, String> all = new HashMap<>();
    all.put("Content-Type", "application/json");
    all.put("Accept", "application/json, text/event-stream");
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return http.answer(new HttpCall(method, all, body.getBytes(UTF_8)), caller);
  }

  private HttpReply.Whole post(Caller caller, String body, String... headers)
      throws InterruptedException {
    return (HttpReply.Whole) send("POST", caller, body, headers);
  }

  private String begin(Caller caller) throws InterruptedException {
    HttpReply.Whole reply = post(caller, INITIALIZE);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.headers().getOrDefault("Mcp-Session-Id", "");
  }

  private HttpReply.Whole inSession(String session, String body) throws InterruptedException {
    return post(anna, body, "Mcp-Session-Id", session);
  }

  private static EventStream events(HttpReply reply) {
    assertThat(reply).isInstanceOf(HttpReply.Events.class);
    return ((HttpReply.Events) reply).stream();
  }

  private static String call(int id, String tool) {
    return """
    {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"%s",\
    "_meta":{"progressToken":7}}}
    """
        .formatted(id, tool);
  }

  private static String subscribe(String uri) {
    return """
    {"jsonrpc":"2.0","id":1,"method":"resources/subscribe","params":{"uri":"%s"}}
    """
        .formatted(uri);
  }

  @Test
  void aSessionBeginsWithTheHandshakeAndNothingElse() throws InterruptedException {
    assertThat(post(anna, PING).status()).isEqualTo(400);
    assertThat(inSession("nonsense", PING).status()).isEqualTo(404);

    String session = begin(anna);

    assertThat(session).matches("[A-Za-z0-9_-]{43}");
    assertThat(inSession(session, PING).body())
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
  }

  @Test
  void aHandshakeThatFailsLeavesNoSession() throws InterruptedException {
    HttpReply.Whole reply = post(anna, "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\"}");

    assertThat(reply.body()).contains("-32602", "protocolVersion");
    assertThat(http.sessions()).isZero();
  }

  @Test
  void anotherCallersSessionDoesNotExist() throws InterruptedException {
    String session = begin(anna);

    assertThat(post(boris, PING, "Mcp-Session-Id", session).status()).isEqualTo(404);
    assertThat(((HttpReply.Whole) send("DELETE", boris, "", "Mcp-Session-Id", session)).status())
        .isEqualTo(404);
    assertThat(inSession(session, PING).status()).isEqualTo(200);
  }

  @Test
  void aSessionEndsWithDelete() throws InterruptedException {
    String session = begin(anna);

    assertThat(((HttpReply.Whole) send("DELETE", anna, "", "Mcp-Session-Id", session)).status())
        .isEqualTo(204);
    assertThat(inSession(session, PING).status()).isEqualTo(404);
    assertThat(toolbox.listeners()).isZero();
  }

  @Test
  void aSessionThatLiesUnusedEnds() throws InterruptedException {
    String session = begin(anna);
    now.set(now.get().plus(Sessions.LONGEST_IDLE));
    assertThat(inSession(session, PING).status()).isEqualTo(200);

    now.set(now.get().plus(Sessions.LONGEST_IDLE).plus(Duration.ofSeconds(1)));
    assertThat(inSession(session, PING).status()).isEqualTo(404);
    begin(anna);
    assertThat(http.sessions()).isEqualTo(1);
  }

  @Test
  void ofTooManySessionsOfACallerTheOldestGoes() throws InterruptedException {
    String of = begin(boris);
    String first = begin(anna);
    for (int i = 1; i < Sessions.MOST_OF_CALLER; i++) {
      now.set(now.get().plusSeconds(1));
      begin(anna);
    }
    assertThat(inSession(first, PING).status()).isEqualTo(200);
    now.set(now.get().plusSeconds(1));
    begin(anna);

    assertThat(http.sessions()).isEqualTo(Sessions.MOST_OF_CALLER + 1);
    assertThat(inSession(first, PING).status()).isEqualTo(200);
    assertThat(post(boris, PING, "Mcp-Session-Id", of).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, application/json, application/json, 405",
    "POST, text/plain, application/json, 415",
    "POST, application/json, text/html, 406",
    "GET, application/json, application/json, 406"
  })
  void whatIsNotSpokenHereIsRefused(String method, String type, String accept, int status)
      throws InterruptedException {
    String session = begin(anna);

    HttpReply reply =
        send(method, anna, PING, "Content-Type", type, "Accept", accept, "Mcp-Session-Id", session);

    assertThat(((HttpReply.Whole) reply).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"jsonrpc\":\"2.0\",\"id\":1}"})
  void whatIsNoMessageIsABadRequest(String body) throws InterruptedException {
    assertThat(post(anna, body).status()).isEqualTo(400);
  }

  @Test
  void aMessageThatIsTooLongIsRefused() throws InterruptedException {
    assertThat(post(anna, " ".repeat(McpHttp.LONGEST_BODY + 1)).status()).isEqualTo(413);
  }

  @Test
  void theRevisionInAHeaderMayBeMissingButNotUnknown() throws InterruptedException {
    String session = begin(anna);

    for (String known : new String[] {"2025-03-26", "2025-06-18", "2025-11-25"}) {
      assertThat(
              post(anna, PING, "Mcp-Session-Id", session, "MCP-Protocol-Version", known).status())
          .isEqualTo(200);
    }
    assertThat(
            post(anna, PING, "Mcp-Session-Id", session, "MCP-Protocol-Version", "1999-01-01")
                .status())
        .isEqualTo(400);
  }

  @Test
  void aNotificationIsTakenWithoutAWord() throws InterruptedException {
    String session = begin(anna);

    HttpReply.Whole reply =
        inSession(session, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

    assertThat(reply).isEqualTo(new HttpReply.Whole(202, Map.of(), ""));
  }

  @Test
  void progressMakesAStreamThatEndsWithTheAnswer() throws InterruptedException {
    String session = begin(anna);

    EventStream stream =
        events(send("POST", anna, call(1, "test_tool_with_progress"), "Mcp-Session-Id", session));

    assertThat(stream.next()).hasValueSatisfying(text -> assertThat(text).startsWith("id: 1-0\n"));
    for (String part : new String[] {"\"progress\":0", "\"progress\":50", "\"progress\":100"}) {
      assertThat(stream.next())
          .hasValueSatisfying(text -> assertThat(text).contains(part, "\"progressToken\":7"));
    }
    assertThat(stream.next()).hasValueSatisfying(text -> assertThat(text).contains("went on"));
    assertThat(stream.next()).isEmpty();
  }

  @Test
  void whoLostItsConnectionGetsTheRestOfTheAnswer() throws InterruptedException {
    String session = begin(anna);
    EventStream lost = events(send("POST", anna, call(1, "wait"), "Mcp-Session-Id", session));
    lost.next();
    assertThat(lost.next()).hasValueSatisfying(text -> assertThat(text).startsWith("id: 1-1\n"));
    lost.close();
    toolbox.released.countDown();

    EventStream again =
        events(send("GET", anna, "", "Mcp-Session-Id", session, "Last-Event-ID", "1-1"));

    assertThat(again.next()).hasValueSatisfying(text -> assertThat(text).contains("waited"));
    assertThat(again.next()).isEmpty();
    assertThat(toolbox.interrupted.availablePermits()).isZero();
  }

  @Test
  void aSubscriberIsToldOnceHoweverOftenItChangesBeforeItLooks() throws InterruptedException {
    String session = begin(anna);
    inSession(session, subscribe("test://watched-resource"));
    for (int i = 0; i < 1_000; i++) {
      toolbox.changed(new Change.Updated("test://watched-resource"));
      toolbox.changed(new Change.Updated("test://static-text"));
    }

    EventStream stream = events(send("GET", anna, "", "Mcp-Session-Id", session));

    assertThat(stream.next())
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("id: all-1\n").contains("watched-resource"));
    toolbox.changed(Change.Listed.TOOLS);
    assertThat(stream.next())
        .hasValueSatisfying(text -> assertThat(text).contains("tools/list_changed"));
  }

  @Test
  void whoListensAgainIsToldWhatTheLostConnectionTook() throws InterruptedException {
    String session = begin(anna);
    EventStream lost = events(send("GET", anna, "", "Mcp-Session-Id", session));
    toolbox.changed(Change.Listed.TOOLS);
    toolbox.changed(Change.Listed.PROMPTS);
    assertThat(lost.next()).isPresent();
    assertThat(lost.next()).isPresent();

    EventStream again =
        events(send("GET", anna, "", "Mcp-Session-Id", session, "Last-Event-ID", "all-1"));

    assertThat(again.next()).hasValueSatisfying(text -> assertThat(text).contains("prompts"));
    assertThat(lost.next()).as("of two connections one is dead").isEmpty();
  }

  @Test
  void aSessionThatEndsEndsItsStream() throws Exception {
    String session = begin(anna);
    EventStream stream = events(send("GET", anna, "", "Mcp-Session-Id", session));
    Future<?> end = threads.submit(stream::next);

    send("DELETE", anna, "", "Mcp-Session-Id", session);

    assertThat(end.get()).isEqualTo(Optional.empty());
  }

  @Test
  void aCallIsCancelledByANotification() throws Exception {
    String session = begin(anna);
    EventStream stream = events(send("POST", anna, call(1, "wait"), "Mcp-Session-Id", session));
    stream.next();
    stream.next();
    toolbox.waiting.acquire();

    inSession(
        session,
        """
        {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}
        """);

    toolbox.interrupted.acquire();
    assertThat(stream.next()).isEmpty();
  }

  @Test
  void aStatelessCallIsCancelledWhenItsStreamIsClosed() throws Exception {
    String body =
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"wait","_meta":\
        {"progressToken":1,"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
        "io.modelcontextprotocol/clientCapabilities":{}}}}
        """;
    EventStream stream =
        events(
            send(
                "POST",
                anna,
                body,
                "MCP-Protocol-Version",
                "2026-07-28",
                "Mcp-Method",
                "tools/call",
                "Mcp-Name",
                "=?base64?d2FpdA==?="));
    assertThat(stream.next()).hasValueSatisfying(text -> assertThat(text).doesNotContain("id: "));
    toolbox.waiting.acquire();

    stream.close();

    toolbox.interrupted.acquire();
    assertThat(stream.next()).isEmpty();
  }

  @Test
  void aServerThatStopsInterruptsWhatIsBeingWorkedOn() throws InterruptedException {
    String session = begin(anna);
    EventStream stream = events(send("POST", anna, call(1, "wait"), "Mcp-Session-Id", session));
    stream.next();
    stream.next();
    toolbox.waiting.acquire();

    http.close();

    toolbox.interrupted.acquire();
    assertThat(stream.next())
        .hasValueSatisfying(text -> assertThat(text).contains("the server is stopping"));
    assertThat(http.sessions()).isZero();
  }
}
