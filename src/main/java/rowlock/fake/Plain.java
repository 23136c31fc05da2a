package rowlock.fake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks into plain JSON values without trusting their shape.
final class Plain {
  private static final int MAX_DEPTH = 8;

  private Plain() {}

  /// The value as an object; empty if it is none.
  static Map<String, Object> object(Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> members.put(name.toString(), member));
    }
    return members;
  }

  /// The value as a list; empty if it is none.
  static List<Object> list(Object value) {
    return value instanceof List<?> list ? List.copyOf(list) : List.of();
  }

  /// A member as text; empty if it is not there.
  static String text(Map<String, Object> object, String name) {
    return object.getOrDefault(name, "").toString();
  }

  /// The first member of this name, however deep, outer ones first.
  static Optional<Object> find(Object value, String name) {
    return find(value, name, MAX_DEPTH);
  }

  private static Optional<Object> find(Object value, String name, int depth) {
    if (depth == 0) {
      return Optional.empty();
    }
    if (value instanceof Map<?, ?> map && map.containsKey(name)) {
      return Optional.ofNullable(map.get(name));
    }
    Iterable<?> inner =
        value instanceof Map<?, ?> map ? map.values() : value instanceof List<?> l ? l : List.of();
    for (Object each : inner) {
      Optional<Object> found = find(each, name, depth - 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// All texts in a value, one after the other.
  static String texts(Object value) {
    StringBuilder texts = new StringBuilder();
    collect(value, texts, MAX_DEPTH);
    return texts.toString();
  }

  private static void collect(Object value, StringBuilder texts, int depth) {
    if (depth == 0) {
      return;
    }
    switch (value) {
      case String text -> texts.append(text).append('\n');
      case Map<?, ?> map -> map.values().forEach(each -> collect(each, texts, depth - 1));
      case List<?> list -> list.forEach(each -> collect(each, texts, depth - 1));
      default -> {}
    }
  }
}
