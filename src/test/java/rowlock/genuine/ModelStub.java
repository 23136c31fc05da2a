package rowlock.genuine;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import rowlock.json.Json;

/// A model on loopback that says what a script makes of the conversation: as much of Anthropic's
/// `POST /v1/messages` as Claude Code needs.
final class ModelStub implements AutoCloseable {
  private final HttpServer server;
  private final Function<Conversation, Say> script;
  private final List<Map<String, Object>> requests = new CopyOnWriteArrayList<>();
  private final List<String> others = new CopyOnWriteArrayList<>();
  private final AtomicInteger number = new AtomicInteger();

  /// @param script what is said to requests that have tools; must be safe for several threads
  ModelStub(Function<Conversation, Say> script) {
    this.script = script;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// What was asked of the model.
  List<Map<String, Object>> requests() {
    return List.copyOf(requests);
  }

  /// What else was asked for: methods with paths.
  List<String> others() {
    return List.copyOf(others);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (!exchange.getRequestMethod().equals("POST") || !path.equals("/v1/messages")) {
        others.add(exchange.getRequestMethod() + " " + path);
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      Map<String, Object> request = Json.STANDARD.parseObject(body);
      requests.add(request);
      Conversation conversation = Conversation.ofMessages(request);
      // Without tools it is asked for a title or the like.
      Say say =
          conversation.tools().isEmpty()
              ? new Say.Words("{\"title\": \"A title\"}")
              : script.apply(conversation);
      switch (say) {
        case Say.Words words -> stream(exchange, request, text(words.text()), "end_turn");
        case Say.Tool tool -> stream(exchange, request, use(tool), "tool_use");
        case Say.Refusal refusal -> refuse(exchange, refusal);
      }
    }
  }

  private static void refuse(HttpExchange exchange, Say.Refusal refusal) throws IOException {
    byte[] body =
        bytes(
            Json.compact(
                Map.of(
                    "type",
                    "error",
                    "error",
                    Map.of("type", refusal.kind(), "message", "The stub refuses."))));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("x-should-retry", "false");
    exchange.sendResponseHeaders(refusal.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  /// The events of one block of an answer.
  private record Block(Map<String, Object> start, Map<String, Object> delta) {}

  private Block text(String text) {
    return new Block(
        Map.of("type", "text", "text", ""), Map.of("type", "text_delta", "text", text));
  }

  private Block use(Say.Tool tool) {
    Map<String, Object> start = new LinkedHashMap<>();
    start.put("type", "tool_use");
    start.put("id", "toolu_%06d".formatted(number.incrementAndGet()));
    start.put("name", tool.tool());
    start.put("input", Map.of());
    return new Block(
        start, Map.of("type", "input_json_delta", "partial_json", Json.compact(tool.input())));
  }

  private void stream(HttpExchange exchange, Map<String, Object> request, Block block, String stop)
      throws IOException {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", "msg_%06d".formatted(number.incrementAndGet()));
    message.put("type", "message");
    message.put("role", "assistant");
    message.put("model", request.getOrDefault("model", "stub"));
    message.put("content", List.of());
    message.put("usage", Map.of("input_tokens", 100, "output_tokens", 1));
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    send(exchange, "message_start", Map.of("message", message));
    send(exchange, "content_block_start", Map.of("index", 0, "content_block", block.start()));
    send(exchange, "content_block_delta", Map.of("index", 0, "delta", block.delta()));
    send(exchange, "content_block_stop", Map.of("index", 0));
    send(
        exchange,
        "message_delta",
        Map.of("delta", Map.of("stop_reason", stop), "usage", Map.of("output_tokens", 20)));
    send(exchange, "message_stop", Map.of());
  }

  private static void send(HttpExchange exchange, String type, Map<String, Object> members)
      throws IOException {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.putAll(members);
    String text = "event: %s\ndata: %s\n\n".formatted(type, Json.compact(event));
    exchange.getResponseBody().write(bytes(text));
    exchange.getResponseBody().flush();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
