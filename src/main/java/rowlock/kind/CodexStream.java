package rowlock.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lines of `codex exec --json`.
final class CodexStream {
  private CodexStream() {}

  static List<StreamEvent> read(Tree line) {
    return switch (line.text("type")) {
      case "thread.started" -> List.of(new StreamEvent.Began(line.text("thread_id")));
      case "item.started" -> tool(line.at("item"));
      case "item.completed" -> said(line.at("item"));
      case "turn.completed" -> {
        Tree usage = line.at("usage");
        long cached = Math.min(usage.count("cached_input_tokens"), usage.count("input_tokens"));
        // Its input counts what came from the cache too.
        yield List.of(
            new StreamEvent.Spent(
                StreamEvent.WHOLE,
                "",
                new Usage(
                    usage.count("input_tokens") - cached, usage.count("output_tokens"), cached, 0)),
            new StreamEvent.Finished(""));
      }
      case "turn.failed" -> failed(line.at("error").text("message"));
      case "error" -> error(line.text("message"));
      default -> List.of();
    };
  }

  private static List<StreamEvent> tool(Tree item) {
    return switch (item.text("type")) {
      case "command_execution" -> List.of(new StreamEvent.UsedTool("shell"));
      case "file_change" -> List.of(new StreamEvent.UsedTool("file_change"));
      case "mcp_tool_call" ->
          List.of(new StreamEvent.UsedTool(item.text("server") + "." + item.text("tool")));
      default -> List.of();
    };
  }

  private static List<StreamEvent> said(Tree item) {
    return switch (item.text("type")) {
      case "agent_message" -> List.of(new StreamEvent.Said(item.text("text")));
      case "file_change" -> tool(item);
      default -> List.of();
    };
  }

  /// An `error` line may be followed by a new try, so it is no end yet.
  private static List<StreamEvent> error(String message) {
    return ResetTime.isLimit(message)
        ? List.of(new StreamEvent.Limited(message))
        : List.of(new StreamEvent.Retrying(Optional.empty(), message));
  }

  private static List<StreamEvent> failed(String message) {
    List<StreamEvent> events = new ArrayList<>();
    if (ResetTime.isLimit(message)) {
      events.add(new StreamEvent.Limited(message));
    }
    events.add(new StreamEvent.Failed(message));
    return events;
  }
}
