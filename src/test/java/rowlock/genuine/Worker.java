package rowlock.genuine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A model that does what rowlock tells its agents: it claims a task, reads the task's file, does
/// its work on it, hands it in, and claims the next one until there is none.
///
/// @param work what it does to the file whose path it is given
record Worker(Function<String, Say.Tool> work) implements Function<Conversation, Say> {
  static final String CLAIM = "mcp__rowlock__claim_task";
  static final String SEARCH = "ToolSearch";
  static final String SUBMIT = "mcp__rowlock__submit_task";

  /// How often it looks for tools that are not there yet.
  private static final int MAX_SEARCHES = 20;

  /// What stands in the files before and after.
  static final String BEFORE = "todo";

  static final String AFTER = "done by the genuine program";

  /// Works with the program's own tool for changing files.
  static Worker editing() {
    return new Worker(file ->
        new Say.Tool("Edit", Map.of("file_path", file, "old_string", BEFORE, "new_string", AFTER)));
  }

  /// Works with a command.
  static Worker commanding() {
    return new Worker(file ->
        new Say.Tool(
            "Bash",
            Map.of(
                "command",
                "sed -i 's/%s/%s/' '%s'".formatted(BEFORE, AFTER, file),
                "description",
                "Do the work")));
  }

  @Override
  public Say apply(Conversation conversation) {
    if (!conversation.tools().contains(CLAIM) && conversation.uses().size() < MAX_SEARCHES) {
      // So a model is told to wait for servers that are still connecting.
      return new Say.Tool(SEARCH, Map.of("query", "select:" + CLAIM));
    }
    Optional<Conversation.Use> last = conversation.last();
    if (!conversation.isAnswered() || last.isEmpty() || goesToTheNext(last.get())) {
      return new Say.Tool(CLAIM, Map.of());
    }
    if (last.get().failed()) {
      return new Say.Words("That failed: " + last.get().outcome());
    }
    Map<String, Object> claim = conversation.last(CLAIM).orElseThrow().members();
    String file = "%s/%s.txt".formatted(claim.get("folder"), claim.get("task"));
    return switch (last.get().tool()) {
      case CLAIM -> new Say.Tool("Read", Map.of("file_path", file));
      case "Read" -> work.apply(file);
      default -> {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("task_id", claim.get("task"));
        result.put("fence", claim.get("fence"));
        result.put("output", "The file says what it should.");
        yield new Say.Tool(SUBMIT, result);
      }
    };
  }

  private static boolean goesToTheNext(Conversation.Use last) {
    return last.tool().equals(SUBMIT) || last.tool().equals(SEARCH);
  }
}
