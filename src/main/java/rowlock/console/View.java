package rowlock.console;

import java.util.List;
import java.util.Map;

/// A plain object to be shown: members that are absent count as empty.
///
/// @param members as an operation answered them
public record View(Map<?, ?> members) {
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /// A member as text; numbers and truth values as they are written.
  public String text(String name) {
    Object value = members.get(name);
    return value == null ? "" : value.toString();
  }

  public long number(String name) {
    return members.get(name) instanceof Number number ? number.longValue() : 0;
  }

  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  public View object(String name) {
    return members.get(name) instanceof Map<?, ?> object ? new View(object) : new View(Map.of());
  }

  /// A list of objects.
  public List<View> objects(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream()
            .map(element -> element instanceof Map<?, ?> object ? new View(object) : null)
            .flatMap(java.util.stream.Stream::ofNullable)
            .toList()
        : List.of();
  }

  /// A list of texts.
  public List<String> texts(String name) {
    return members.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /// A list of texts on one line.
  public String joined(String name) {
    return String.join(", ", texts(name));
  }
}
