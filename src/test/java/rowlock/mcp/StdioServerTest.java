package rowlock.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rowlock.json.Json;

@Timeout(60)
final class StdioServerTest {
  private static final ServerCard CARD = new ServerCard("example", "Example", "1", "For tests.");
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":0,"method":"initialize","params":\
      {"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
      """;
  private static final String MODERN =
      """
      "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
      "io.modelcontextprotocol/clientCapabilities":{}}\
      """;

  private final ExampleToolbox toolbox = new ExampleToolbox();
  private final PipedOutputStream toServer = new PipedOutputStream();
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private Thread running = new Thread();

  private void start() throws IOException {
    InputStream in = new PipedInputStream(toServer, 1 << 20);
    StdioServer server = new StdioServer(CARD, toolbox, in, new Lines(answers));
    running =
        Thread.ofPlatform()
            .start(() -> {
              try {
                server.run();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
  }

  @AfterEach
  void end() throws Exception {
    toolbox.released.countDown();
    toServer.close();
    running.join();
  }

  private void say(String text) throws IOException {
    toServer.write((text.strip() + "\n").getBytes(UTF_8));
    toServer.flush();
  }

  private Map<String, Object> hear() throws InterruptedException {
    return Json.STANDARD.parseObject(answers.take());
  }

  private void call(int id, String tool) throws IOException {
    say(
        """
        {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"%s",\
        "_meta":{"progressToken":"p%d"}}}
        """
            .formatted(id, tool, id));
  }

  private void cancel(String id) throws IOException {
    say(
        """
        {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":%s}}
        """
            .formatted(id));
  }

  /// What the server says to a whole input, line by line.
  private List<String> whole(InputStream in) throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new StdioServer(CARD, toolbox, in, out).run();
    return out.toString(UTF_8).lines().toList();
  }

  private List<String> whole(String input) throws InterruptedException {
    return whole(new ByteArrayInputStream(input.getBytes(UTF_8)));
  }

  @Test
  void anOldClientIsToldTheNewestRevisionOfItsEra() throws Exception {
    assertThat(whole(INITIALIZE.replace("2025-11-25", "2024-11-05")))
        .singleElement()
        .asString()
        .contains("\"protocolVersion\":\"2025-11-25\"");
    assertThat(whole(INITIALIZE.replace("2025-11-25", "2025-06-18")))
        .singleElement()
        .asString()
        .contains("\"protocolVersion\":\"2025-06-18\"");
  }

  @Test
  void aClientMayAskForTheLaterEraAndFallBackToTheEarlier() throws Exception {
    List<String> said =
        whole(
            "{\"jsonrpc\":\"2.0\",\"id\":\"d\",\"method\":\"server/discover\",\"params\":{%s}}\n"
                    .formatted(MODERN)
                + INITIALIZE);

    assertThat(said).hasSize(2);
    assertThat(said)
        .anySatisfy(line -> assertThat(line).contains("\"id\":\"d\"", "supportedVersions"))
        .anySatisfy(line -> assertThat(line).contains("\"id\":0", "protocolVersion"));
  }

  @Test
  void withoutTheFieldsOfItsEraARequestIsRefusedNotIgnored() throws Exception {
    assertThat(whole("{\"jsonrpc\":\"2.0\",\"id\":\"d\",\"method\":\"server/discover\"}"))
        .singleElement()
        .asString()
        .contains("\"id\":\"d\"", "-32602");
  }

  @Test
  void nothingWorksBeforeTheHandshakeButPing() throws Exception {
    assertThat(whole("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"))
        .singleElement()
        .asString()
        .contains("-32600", "initialize");
    assertThat(whole("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}"))
        .containsExactly("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
  }

  @Test
  void aNotificationIsNeverAnswered() throws Exception {
    assertThat(
            whole(
                """
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}}
                {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":[]}}
                {"jsonrpc":"2.0","method":"tools/call","params":{"name":"echo"}}
                {"jsonrpc":"2.0","method":"nonsense","params":{"_meta":7}}
                {"jsonrpc":"2.0","id":7,"result":{}}
                """))
        .isEmpty();
  }

  @Test
  void aLineWithoutAnEndTakesNoMemoryAndTheNextOneIsHeard() throws Exception {
    InputStream endless = new Endless(200L << 20);
    InputStream next =
        new ByteArrayInputStream(
            "\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}".getBytes(UTF_8));

    assertThat(whole(new SequenceInputStream(endless, next)))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains("-32600", "4194304").doesNotContain("\"id\""),
            line -> assertThat(line).contains("\"id\":1"));
  }

  @Test
  void blankLinesAndCarriageReturnsAreNothing() throws Exception {
    assertThat(whole("\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\r\n\r\n"))
        .hasSize(1);
  }

  @Test
  void whatIsBeingWorkedOnAtTheEndIsStillAnswered() throws Exception {
    toolbox.released.countDown();

    assertThat(
            whole(
                INITIALIZE
                    + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
                    + "\"params\":{\"name\":\"wait\"}}"))
        .anySatisfy(line -> assertThat(line).contains("\"id\":1", "waited"));
  }

  @Test
  void whileOneCallWaitsOthersAreAnswered() throws Exception {
    start();
    say(INITIALIZE);
    assertThat(hear()).containsEntry("id", 0L);
    call(1, "wait");
    assertThat(hear()).containsEntry("method", "notifications/progress");
    toolbox.waiting.acquire();
    call(2, "test_simple_text");
    assertThat(hear()).containsEntry("id", 2L);
    toolbox.released.countDown();
    assertThat(hear()).containsEntry("id", 1L);
  }

  @Test
  void aCancelledCallIsInterruptedAndNotAnswered() throws Exception {
    start();
    say(INITIALIZE);
    hear();
    call(1, "wait");
    hear();
    toolbox.waiting.acquire();
    cancel("\"1\"");
    cancel("1");
    toolbox.interrupted.acquire();
    call(2, "test_simple_text");
    assertThat(hear()).containsEntry("id", 2L);
  }

  @Test
  void theSameIdTwiceAtOnceIsRefused() throws Exception {
    start();
    say(INITIALIZE);
    hear();
    call(1, "wait");
    hear();
    call(1, "test_simple_text");
    assertThat(hear()).containsEntry("id", 1L).containsKey("error");
  }

  @Test
  void tooManyRequestsAtOnceAreRefusedAndTheOthersGoOn() throws Exception {
    start();
    say(INITIALIZE);
    hear();
    for (int id = 1; id <= Inflight.MOST; id++) {
      call(id, "wait");
      toolbox.waiting.acquire();
      hear();
    }
    call(1_000, "test_simple_text");
    assertThat(Json.compact(hear())).contains("\"id\":1000", "\"code\":429");
    toolbox.released.countDown();
    for (int id = 1; id <= Inflight.MOST; id++) {
      assertThat(hear()).containsKey("result");
    }
  }

  @Test
  void aSubscriberOfTheLaterEraHearsWhatItAskedForUntilItCancels() throws Exception {
    start();
    say(
        """
        {"jsonrpc":"2.0","id":"s","method":"subscriptions/listen","params":{%s,"notifications":\
        {"promptsListChanged":true,"resourceSubscriptions":\
        ["test://watched-resource","test://no"]}}}
        """
            .formatted(MODERN));
    String acknowledged = Json.compact(hear());
    assertThat(acknowledged)
        .contains("notifications/subscriptions/acknowledged", "test://watched-resource")
        .contains("\"io.modelcontextprotocol/subscriptionId\":\"s\"")
        .doesNotContain("test://no", "toolsListChanged");

    toolbox.changed(Change.Listed.TOOLS);
    toolbox.changed(new Change.Updated("test://static-text"));
    toolbox.changed(new Change.Updated("test://watched-resource"));
    assertThat(Json.compact(hear()))
        .contains("notifications/resources/updated", "subscriptionId\":\"s\"");

    cancel("\"s\"");
    say("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
    assertThat(hear()).containsEntry("id", 1L);
  }

  @Test
  void aSubscriptionEndsWithTheServerAndIsToldSo() throws Exception {
    List<String> said =
        whole(
            "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"subscriptions/listen\",\"params\":{%s}}"
                .formatted(MODERN));

    assertThat(said).last().asString().contains("\"id\":9", "\"resultType\":\"complete\"");
    assertThat(toolbox.listeners()).isZero();
  }

  @Test
  void aToolThatBreaksIsAnErrorAndTheServerGoesOn() throws Exception {
    start();
    say(INITIALIZE);
    hear();
    call(1, "fail");
    assertThat(Json.compact(hear())).contains("-32603", "out of order");
    call(2, "test_simple_text");
    assertThat(hear()).containsEntry("id", 2L).containsKey("result");
  }

  /// Each line that is written goes to whoever waits for it.
  private static final class Lines extends OutputStream {
    private final BlockingQueue<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(BlockingQueue<String> lines) {
      this.lines = lines;
    }

    @Override
    public void write(int octet) {
      if (octet == '\n') {
        lines.add(line.toString(UTF_8));
        line.reset();
      } else {
        line.write(octet);
      }
    }
  }

  /// Letters without end, for a while.
  private static final class Endless extends InputStream {
    private long left;

    Endless(long bytes) {
      left = bytes;
    }

    @Override
    public int read() {
      left--;
      return left < 0 ? -1 : 'x';
    }

    @Override
    public int read(byte[] into, int from, int count) {
      int given = (int) Math.min(count, left);
      Arrays.fill(into, from, from + given, (byte) 'x');
      left -= given;
      return given == 0 ? -1 : given;
    }
  }
}
