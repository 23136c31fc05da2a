package rowlock.fake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.json.Json;
import rowlock.json.MalformedJson;

/// A small client of one MCP server over streamable HTTP, revision 2025-11-25, that begins as
/// Claude Code does: with a `server/discover` that older servers refuse.
///
/// Used by one thread.
final class McpClient {
  private static final String REVISION = "2025-11-25";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int MAX_TOOLS = 1_000;

  private final String name;
  private final URI url;
  private final Map<String, String> headers;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Map<String, Map<String, Object>> tools = new LinkedHashMap<>();
  private Optional<String> session = Optional.empty();
  private boolean initialized;
  private long lastId;

  /// What came of a call.
  ///
  /// @param error whether it was refused, by the tool or by the protocol
  /// @param text what the model would read
  /// @param value what programs read; empty if the server gave none
  record Reply(boolean error, String text, Map<String, Object> value) {}

  private McpClient(String name, URI url, Map<String, String> headers) {
    this.name = name;
    this.url = url;
    this.headers = headers;
  }

  /// A client of the first HTTP server of a configuration; empty if there is none.
  static Optional<McpClient> of(Surroundings place) {
    return place.order().wiring().servers().entrySet().stream()
        .filter(entry -> Plain.object(entry.getValue()).containsKey("url"))
        .findFirst()
        .map(entry -> {
          Map<String, Object> server = Plain.object(entry.getValue());
          Object headers = server.getOrDefault("headers", Map.of());
          return new McpClient(
              entry.getKey(),
              URI.create(Plain.text(server, "url")),
              Headers.filled(headers, place.variables(), _ -> true));
        });
  }

  /// The name the configuration gives the server.
  String name() {
    return name;
  }

  /// The names of the tools.
  ///
  /// @throws IOException if the server cannot be reached or refuses
  List<String> connect() throws IOException, InterruptedException {
    ask("server/discover", Map.of());
    Map<String, Object> client = Map.of("name", "rowlock-fake-agent", "version", "1");
    Map<String, Object> hello = new LinkedHashMap<>();
    hello.put("protocolVersion", REVISION);
    hello.put("capabilities", Map.of("roots", Map.of()));
    hello.put("clientInfo", client);
    result(ask("initialize", hello));
    initialized = true;
    post(message("notifications/initialized", Map.of()), 0);
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent() && tools.size() < MAX_TOOLS) {
      Map<String, Object> page =
          result(
              ask(
                  "tools/list",
                  cursor.get().isEmpty() ? Map.of() : Map.of("cursor", cursor.get())));
      for (Object tool : Plain.list(page.getOrDefault("tools", List.of()))) {
        Map<String, Object> members = Plain.object(tool);
        tools.put(Plain.text(members, "name"), members);
      }
      cursor = Optional.ofNullable(page.get("nextCursor")).map(Object::toString);
    }
    return List.copyOf(tools.keySet());
  }

  /// Whether [#connect] was successful.
  boolean connected() {
    return initialized;
  }

  /// The names of the parameters a tool takes; empty if there is no such tool.
  List<String> parameters(String tool) {
    Map<String, Object> schema =
        Plain.object(tools.getOrDefault(tool, Map.of()).getOrDefault("inputSchema", Map.of()));
    return new ArrayList<>(Plain.object(schema.getOrDefault("properties", Map.of())).keySet());
  }

  /// Calls a tool.
  ///
  /// @throws IOException if the server cannot be reached
  Reply call(String tool, Map<String, Object> arguments, String toolUseId)
      throws IOException, InterruptedException {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("name", tool);
    params.put("arguments", arguments);
    params.put("_meta", Map.of("claudecode/toolUseId", toolUseId));
    Map<String, Object> answer = ask("tools/call", params);
    if (answer.containsKey("error")) {
      return new Reply(true, Plain.text(Plain.object(answer.get("error")), "message"), Map.of());
    }
    Map<String, Object> result = Plain.object(answer.getOrDefault("result", Map.of()));
    StringBuilder text = new StringBuilder();
    for (Object content : Plain.list(result.getOrDefault("content", List.of()))) {
      text.append(Plain.text(Plain.object(content), "text")).append('\n');
    }
    return new Reply(
        Boolean.TRUE.equals(result.get("isError")),
        text.toString().strip(),
        Plain.object(result.getOrDefault("structuredContent", Map.of())));
  }

  private static Map<String, Object> result(Map<String, Object> answer) throws IOException {
    if (answer.containsKey("error")) {
      throw new IOException(Plain.text(Plain.object(answer.get("error")), "message"));
    }
    return Plain.object(answer.getOrDefault("result", Map.of()));
  }

  private Map<String, Object> ask(String method, Map<String, Object> params)
      throws IOException, InterruptedException {
    long id = ++lastId;
    Map<String, Object> message = message(method, params);
    message.put("id", id);
    return post(message, id);
  }

  private static Map<String, Object> message(String method, Map<String, Object> params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("method", method);
    if (!params.isEmpty()) {
      message.put("params", params);
    }
    return message;
  }

  /// Sends a message and waits for the answer to it, if it has a number.
  private Map<String, Object> post(Map<String, Object> message, long id)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(Json.compact(message)));
    headers.forEach(request::header);
    session.ifPresent(own -> request.header("Mcp-Session-Id", own));
    if (initialized) {
      request.header("MCP-Protocol-Version", REVISION);
    }
    HttpResponse<InputStream> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    response.headers().firstValue("Mcp-Session-Id").ifPresent(own -> session = Optional.of(own));
    try (InputStream body = response.body()) {
      boolean events =
          response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
      return id == 0 ? Map.of() : events ? event(body, id) : whole(response.statusCode(), body);
    } catch (MalformedJson malformed) {
      throw new IOException("the server's answer is no JSON: " + malformed.getMessage());
    }
  }

  private static Map<String, Object> whole(int status, InputStream body) throws IOException {
    byte[] bytes = body.readAllBytes();
    if (bytes.length == 0 || bytes[0] != '{') {
      throw new IOException("the server answers with HTTP status " + status);
    }
    return Json.STANDARD.parseObject(bytes);
  }

  private static Map<String, Object> event(InputStream body, long id) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String data = line.startsWith("data:") ? line.substring("data:".length()).strip() : "";
      if (!data.isEmpty()) {
        Map<String, Object> message = Json.STANDARD.parseObject(data);
        if (message.get("id") instanceof Number number && number.longValue() == id) {
          return message;
        }
      }
    }
    throw new IOException("the server ended its answer early");
  }
}
