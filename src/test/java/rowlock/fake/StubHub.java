package rowlock.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import rowlock.json.Json;

/// A server that speaks as much MCP and takes as many hooks as the fake agent needs, for its tests.
final class StubHub implements AutoCloseable {
  private final HttpServer server;
  private final Deque<Map<String, Object>> tasks = new ArrayDeque<>();

  /// What was asked: method or event, and the tool.
  final List<String> asked = new CopyOnWriteArrayList<>();

  /// What was sent with each.
  final List<Map<String, Object>> bodies = new CopyOnWriteArrayList<>();

  final List<String> tokens = new CopyOnWriteArrayList<>();

  StubHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/mcp", this::mcp);
    server.createContext("/hooks", this::hook);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void offer(String id, long fence, String text) {
    tasks.add(Map.of("task", Map.of("id", id, "description", text), "fence", fence));
  }

  private void mcp(HttpExchange exchange) throws IOException {
    Map<String, Object> message = receive(exchange);
    String method = Plain.text(message, "method");
    Map<String, Object> params = Plain.object(message.getOrDefault("params", Map.of()));
    asked.add(method + (params.containsKey("name") ? " " + params.get("name") : ""));
    Object id = message.getOrDefault("id", "");
    switch (method) {
      case "server/discover" -> fail(exchange, id);
      case "initialize" -> {
        exchange.getResponseHeaders().add("Mcp-Session-Id", "s1");
        answer(exchange, id, Map.of("protocolVersion", "2025-11-25"));
      }
      case "tools/list" -> answer(exchange, id, Map.of("tools", List.of(claim(), submit())));
      case "tools/call" ->
          answer(
              exchange,
              id,
              Plain.text(params, "name").equals("claim_task") ? claimed() : result(Map.of()));
      default -> send(exchange, 202, "");
    }
  }

  private static Map<String, Object> claim() {
    return Map.of("name", "claim_task", "inputSchema", Map.of("properties", Map.of()));
  }

  private static Map<String, Object> submit() {
    Map<String, Object> properties =
        Map.of("task", Map.of(), "fence", Map.of(), "summary", Map.of());
    return Map.of("name", "submit_task", "inputSchema", Map.of("properties", properties));
  }

  private Map<String, Object> claimed() {
    Map<String, Object> task = tasks.poll();
    return task == null
        ? Map.of("isError", true, "content", List.of(Map.of("type", "text", "text", "none")))
        : result(task);
  }

  private static Map<String, Object> result(Map<String, Object> value) {
    return Map.of(
        "structuredContent",
        value,
        "content",
        List.of(Map.of("type", "text", "text", Json.compact(value))));
  }

  private void hook(HttpExchange exchange) throws IOException {
    Map<String, Object> event = receive(exchange);
    String name = Plain.text(event, "hook_event_name");
    asked.add(name);
    send(
        exchange,
        200,
        name.equals("PermissionRequest")
            ? "{\"hookSpecificOutput\":{\"decision\":{\"behavior\":\"allow\"}}}"
            : "{}");
  }

  private Map<String, Object> receive(HttpExchange exchange) throws IOException {
    tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    Map<String, Object> body = Json.STANDARD.parseObject(exchange.getRequestBody().readAllBytes());
    bodies.add(body);
    return body;
  }

  private static void fail(HttpExchange exchange, Object id) throws IOException {
    Map<String, Object> error = Map.of("code", -32601, "message", "no such method");
    send(exchange, 200, Json.compact(Map.of("jsonrpc", "2.0", "id", id, "error", error)));
  }

  /// As an event stream, which is the harder of the two forms.
  private static void answer(HttpExchange exchange, Object id, Map<String, Object> result)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    String json = Json.compact(Map.of("jsonrpc", "2.0", "id", id, "result", result));
    send(exchange, 200, ": hello\n\nevent: message\ndata: " + json + "\n\n");
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
