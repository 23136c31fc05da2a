package rowlock.app;

import java.util.LinkedHashMap;
import java.util.Map;
import rowlock.json.Json;

/// The messages with which a client of MCP calls tools (JSON-RPC 2.0, revision 2025-11-25).
final class ToolCall {
  static final String REVISION = "2025-11-25";

  private ToolCall() {}

  /// The message with which a client says who it is.
  static String hello(long id) {
    return request(
        id,
        "initialize",
        Map.of(
            "protocolVersion",
            REVISION,
            "capabilities",
            Map.of(),
            "clientInfo",
            Map.of("name", "rowlock-bench", "version", "1")));
  }

  /// The message with which a client says that it has understood.
  static String ready() {
    return Json.compact(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
  }

  /// The message that calls a tool.
  static String of(long id, String tool, Map<String, Object> arguments) {
    return request(id, "tools/call", Map.of("name", tool, "arguments", arguments));
  }

  private static String request(long id, String method, Map<String, Object> params) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("jsonrpc", "2.0");
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    return Json.compact(message);
  }

  /// Whether a message is the answer to the request of this number.
  static boolean isAnswer(Map<String, Object> message, long id) {
    return message.get("id") instanceof Number number && number.longValue() == id;
  }

  /// What a tool told.
  ///
  /// @throws IllegalStateException if it was not done
  static Map<String, Object> told(Map<String, Object> answer) {
    Map<String, Object> result = object(answer, "result");
    if (result.isEmpty() || Boolean.TRUE.equals(result.get("isError"))) {
      throw new IllegalStateException("a tool was not done: " + answer);
    }
    return object(result, "structuredContent");
  }

  private static Map<String, Object> object(Map<String, Object> from, String name) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (from.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> members.put(String.valueOf(key), value));
    }
    return members;
  }
}
