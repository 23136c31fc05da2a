package rowlock.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rowlock.json.Json;

/// The line of JSON that a command answers with.
final class Envelope {
  private Envelope() {}

  /// The fields of one of its parts, `data` or `error`.
  static Map<String, @Nullable Object> part(String line, String name) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    if (!(Json.STANDARD.parseObject(line).get(name) instanceof Map<?, ?> part)) {
      throw new AssertionError("no " + name + " in " + line);
    }
    part.forEach((key, value) -> fields.put(String.valueOf(key), value));
    return fields;
  }
}
