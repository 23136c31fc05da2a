package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.registry.Member;
import rowlock.registry.Operation;

/// Lists cut where a client would cut them, so that nothing gets lost: the answer tells where the
/// next page begins.
final class Pages {
  private static final String NEXT = "next_offset";

  private Pages() {}

  /// The longest first part of an answer that reaches the client.
  ///
  /// @param offset where the answer begins in the whole list
  /// @param most how many characters reach the client
  /// @return empty if the answer is no list that can be asked for in pages, or its first entry
  ///   alone is too long
  static Optional<ToolAnswer> first(
      Operation operation, Map<String, Object> data, int offset, long most) {
    List<String> names = operation.returns().stream().map(Member::name).toList();
    Optional<String> list =
        names.stream().filter(name -> data.get(name) instanceof List).findFirst();
    if (list.isEmpty() || !names.contains(NEXT)) {
      return Optional.empty();
    }
    List<?> all = (List<?>) data.getOrDefault(list.get(), List.of());
    int fits = 0;
    int tooMany = all.size();
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) / 2;
      if (page(data, list.get(), middle, offset).length() <= most) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return fits == 0 ? Optional.empty() : Optional.of(page(data, list.get(), fits, offset));
  }

  private static ToolAnswer page(Map<String, Object> data, String list, int size, int offset) {
    Map<String, Object> page = new LinkedHashMap<>(data);
    page.put(list, ((List<?>) data.getOrDefault(list, List.of())).subList(0, size));
    page.put(NEXT, offset + size);
    return ToolAnswer.done(page);
  }
}
