package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a request carries, by name. Every method refuses a value of another kind.
record Params(Map<String, Object> values) {
  static final Params NONE = new Params(Map.of());

  static Params of(Object object) {
    return new Params(object(object));
  }

  /// A value that is an object already.
  @SuppressWarnings("unchecked") // the reader makes maps with texts for keys only
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> new Refusal(RpcError.invalidParams("\"" + name + "\" is missing")));
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(values.get(name))
        .map(value -> {
          if (value instanceof String text) {
            return text;
          }
          throw wrong(name, "a text");
        });
  }

  Optional<Params> optionalObject(String name) {
    return Optional.ofNullable(values.get(name))
        .map(value -> {
          if (value instanceof Map<?, ?>) {
            return of(value);
          }
          throw wrong(name, "an object");
        });
  }

  Params object(String name) {
    return optionalObject(name).orElse(NONE);
  }

  /// The members of an object that are all texts.
  Map<String, String> texts(String name) {
    Params object = object(name);
    Map<String, String> texts = new LinkedHashMap<>();
    object.values.keySet().forEach(key -> texts.put(key, object.text(key)));
    return texts;
  }

  /// The elements of an array of texts; none if there is no array.
  List<String> list(String name) {
    if (!(values.getOrDefault(name, List.of()) instanceof List<?> elements)) {
      throw wrong(name, "an array");
    }
    return elements.stream()
        .map(element -> {
          if (element instanceof String text) {
            return text;
          }
          throw wrong(name, "an array of texts");
        })
        .toList();
  }

  boolean isTrue(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  Params meta() {
    return object("_meta");
  }

  private static Refusal wrong(String name, String wanted) {
    return new Refusal(RpcError.invalidParams("\"%s\" must be %s".formatted(name, wanted)));
  }
}
