package rowlock.mcp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What came in over HTTP at the address of the MCP server, without the web server it came through.
///
/// Who called, whether Host and Origin are allowed, and how long the body may be
/// ([McpHttp#LONGEST_BODY]) is found out before.
public final class HttpCall {
  private final String method;
  private final Map<String, String> headers;
  private final byte[] body;

  /// @param method `POST`, `GET`, ...
  /// @param headers by name in whatever case, values without space around them
  /// @param body empty if there is none
  public HttpCall(String method, Map<String, String> headers, byte[] body) {
    this.method = method;
    this.headers = new HashMap<>();
    headers.forEach((name, value) -> this.headers.put(name.toLowerCase(Locale.ROOT), value));
    this.body = body.clone();
  }

  String method() {
    return method;
  }

  byte[] body() {
    return body;
  }

  /// The value of a header, by its name in lower case.
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(String::strip);
  }

  /// Whether the answer may be of this type. Without a header it may be anything.
  boolean accepts(String type) {
    String family = type.substring(0, type.indexOf('/')) + "/*";
    return header("accept")
        .map(value -> types(value).stream().anyMatch(List.of(type, family, "*/*")::contains))
        .orElse(true);
  }

  /// Whether the body is of this type.
  boolean isOf(String type) {
    return header("content-type").filter(value -> types(value).contains(type)).isPresent();
  }

  private static List<String> types(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(part -> part.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .toList();
  }
}
