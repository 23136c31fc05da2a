package rowlock.mcp;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.json.Json;
import rowlock.json.JsonLimits;
import rowlock.json.MalformedJson;

/// From the bytes of one message to what it says. Never fails: what is no message is told as one.
///
/// An id that is null counts as none, as in JSON-RPC 1.0: it makes a notification.
final class MessageReader {
  /// The longest message, in bytes.
  static final int LONGEST = 4 << 20;

  /// The longest id that is a text, in characters.
  static final int LONGEST_ID = 256;

  private static final int LONGEST_METHOD = 256;

  private static final Json JSON = new Json(JsonLimits.STANDARD.withDocumentLength(LONGEST));

  private MessageReader() {}

  static Message read(byte[] text) {
    if (text.length > LONGEST) {
      return malformed(RpcError.invalidRequest(tooLong()));
    }
    try {
      return read(JSON.parse(text));
    } catch (MalformedJson malformed) {
      return malformed(RpcError.parse("not JSON: " + malformed.getMessage()));
    }
  }

  static String tooLong() {
    return "a message is at most %d bytes long".formatted(LONGEST);
  }

  private static Message read(Object value) {
    if (value instanceof List<?>) {
      return malformed(
          RpcError.invalidRequest("batches were removed from MCP; send each message on its own"));
    }
    if (!(value instanceof Map<?, ?>)) {
      return malformed(RpcError.invalidRequest("a message is an object"));
    }
    Map<String, Object> message = Params.object(value);
    Object id = message.get("id");
    if (id != null && !isId(id)) {
      return malformed(
          RpcError.invalidRequest(
              "an id is a whole number or a text of at most %d characters".formatted(LONGEST_ID)));
    }
    return read(message, Optional.ofNullable(id));
  }

  private static Message read(Map<String, Object> message, Optional<Object> id) {
    if (!"2.0".equals(message.get("jsonrpc"))) {
      return malformed(id, "\"jsonrpc\" must be \"2.0\"");
    }
    Object method = message.get("method");
    if (method == null && (message.containsKey("result") || message.containsKey("error"))) {
      return new Message.Answer();
    }
    if (!(method instanceof String name) || name.length() > LONGEST_METHOD) {
      return malformed(id, "\"method\" must be the name of a method");
    }
    Object params = message.getOrDefault("params", Map.of());
    if (!(params instanceof Map<?, ?>)) {
      return malformed(id, "\"params\" must be an object");
    }
    Params named = Params.of(params);
    return id.isPresent()
        ? new Message.Request(id.get(), name, named)
        : new Message.Notification(name, named);
  }

  private static boolean isId(Object id) {
    return switch (id) {
      // Half a surrogate pair has no UTF-8, so it could not be given back as it is.
      case String text ->
          text.length() <= LONGEST_ID && StandardCharsets.UTF_8.newEncoder().canEncode(text);
      case Long _ -> true;
      case BigDecimal number -> number.scale() == 0;
      default -> false;
    };
  }

  private static Message malformed(RpcError error) {
    return new Message.Malformed(Optional.empty(), error);
  }

  private static Message malformed(Optional<Object> id, String message) {
    return new Message.Malformed(id, RpcError.invalidRequest(message));
  }
}
