package rowlock.genuine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rowlock.json.Json;
import rowlock.json.MalformedJson;

/// What stands in a request to the model.
///
/// @param tools the names of the tools it may use
/// @param prompts what the user said, oldest first
/// @param uses the tools it has used, oldest first
/// @param isAnswered whether the newest thing said is the outcome of a tool
record Conversation(List<String> tools, List<String> prompts, List<Use> uses, boolean isAnswered) {

  /// The use of a tool and what came of it.
  ///
  /// @param id of the use
  /// @param tool the name of the tool
  /// @param outcome all that it said; empty as long as it has said nothing
  /// @param failed whether it said that it failed
  record Use(String id, String tool, String outcome, boolean failed) {
    /// The outcome as JSON; nothing if it is none.
    Map<String, Object> members() {
      try {
        return Json.STANDARD.parseObject(outcome);
      } catch (MalformedJson words) {
        return Map.of();
      }
    }
  }

  /// The newest use of a tool.
  Optional<Use> last() {
    return uses.isEmpty() ? Optional.empty() : Optional.of(uses.getLast());
  }

  /// The newest use of one tool.
  Optional<Use> last(String tool) {
    return uses.reversed().stream().filter(use -> use.tool().equals(tool)).findFirst();
  }

  /// A request to `/v1/messages`.
  static Conversation ofMessages(Map<String, Object> request) {
    Map<String, Use> uses = new LinkedHashMap<>();
    List<String> prompts = new ArrayList<>();
    boolean isAnswered = false;
    for (Map<?, ?> message : objects(request.get("messages")).toList()) {
      if ("system".equals(message.get("role"))) {
        continue;
      }
      isAnswered = false;
      for (Map<?, ?> block : blocks(message.get("content"))) {
        String type = String.valueOf(block.get("type"));
        if (type.equals("tool_use")) {
          String id = String.valueOf(block.get("id"));
          uses.put(id, new Use(id, String.valueOf(block.get("name")), "", false));
        } else if (type.equals("tool_result")) {
          isAnswered = true;
          uses.computeIfPresent(
              String.valueOf(block.get("tool_use_id")),
              (id, use) ->
                  new Use(
                      id,
                      use.tool(),
                      text(block.get("content")),
                      Boolean.TRUE.equals(block.get("is_error"))));
        } else if (type.equals("text") && "user".equals(message.get("role"))) {
          prompts.add(String.valueOf(block.get("text")));
        }
      }
    }
    List<String> tools =
        objects(request.get("tools")).map(tool -> String.valueOf(tool.get("name"))).toList();
    return new Conversation(tools, prompts, List.copyOf(uses.values()), isAnswered);
  }

  private static List<Map<?, ?>> blocks(Object content) {
    return content instanceof String text
        ? List.of(Map.of("type", "text", "text", text))
        : new ArrayList<>(objects(content).toList());
  }

  private static String text(Object content) {
    return content instanceof String text
        ? text
        : String.join(
            "\n", objects(content).map(block -> String.valueOf(block.get("text"))).toList());
  }

  private static Stream<Map<?, ?>> objects(Object list) {
    return list instanceof List<?> all
        ? all.stream().filter(Map.class::isInstance).map(each -> (Map<?, ?>) each)
        : Stream.empty();
  }
}
