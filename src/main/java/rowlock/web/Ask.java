package rowlock.web;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rowlock.access.Identity;
import rowlock.json.Json;
import rowlock.json.MalformedJson;

/// A request that the guard let in.
public final class Ask {
  private final Optional<Identity> identity;
  private final Map<String, String> segments;
  private final Map<String, String> query;
  private final Map<String, String> headers;
  private final byte[] body;

  Ask(
      Optional<Identity> identity,
      Map<String, String> segments,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body) {
    this.identity = identity;
    this.segments = Map.copyOf(segments);
    this.query = Map.copyOf(query);
    this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    this.headers.putAll(headers);
    this.body = body;
  }

  /// Who asks.
  ///
  /// @throws IllegalStateException on a route that answers everybody
  public Identity identity() {
    return identity.orElseThrow(() -> new IllegalStateException("nobody knows who asks"));
  }

  /// What a segment in braces stands for.
  ///
  /// @throws IllegalArgumentException if the route has no such segment
  public String segment(String name) {
    String value = segments.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no segment " + name);
    }
    return value;
  }

  /// The parameters after the question mark; of those given twice the last one.
  public Map<String, String> query() {
    return query;
  }

  /// The value of a header; several of the same name are joined by commas.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /// All headers, by name in lower case.
  Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /// The body, as it came; empty for methods without one.
  public byte[] body() {
    return body.clone();
  }

  /// The body as one JSON object; an empty body counts as an empty one.
  ///
  /// @throws MalformedJson if it is anything else
  public Map<String, Object> json() {
    return body.length == 0 ? Map.of() : Json.STANDARD.parseObject(body);
  }
}
