package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One JSON-RPC message from a client.
sealed interface Message {
  /// It wants an answer.
  ///
  /// @param id a text or a whole number, to be given back as it is
  record Request(Object id, String method, Params params) implements Message {}

  /// It wants no answer, whatever becomes of it.
  record Notification(String method, Params params) implements Message {}

  /// It answers something. This server asks nothing, so nobody waits for it.
  record Answer() implements Message {}

  /// It is not a message.
  ///
  /// @param id whom to tell, if that could be read
  record Malformed(Optional<Object> id, RpcError error) implements Message {}

  /// The answer to a request that was fulfilled.
  static Map<String, Object> result(Object id, Map<String, Object> result) {
    Map<String, Object> json = envelope();
    json.put("id", id);
    json.put("result", result);
    return json;
  }

  /// The answer to a request that was not. MCP wants the id left out where it could not be read.
  static Map<String, Object> error(Optional<Object> id, RpcError error) {
    Map<String, Object> json = envelope();
    id.ifPresent(known -> json.put("id", known));
    json.put("error", error.json());
    return json;
  }

  /// Something the client is told without having asked.
  static Map<String, Object> notification(String method, Map<String, Object> params) {
    Map<String, Object> json = envelope();
    json.put("method", method);
    if (!params.isEmpty()) {
      json.put("params", params);
    }
    return json;
  }

  private static Map<String, Object> envelope() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("jsonrpc", "2.0");
    return json;
  }
}
