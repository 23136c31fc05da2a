package rowlock.fake;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lines of `codex exec --json`.
final class CodexProtocol implements Protocol {
  private final Workings workings;
  private int items;

  CodexProtocol(Workings workings) {
    this.workings = workings;
  }

  @Override
  public List<Map<String, Object>> begun(List<String> tools, String serverStatus) {
    Map<String, Object> thread = line("thread.started");
    thread.put("thread_id", workings.place().session());
    return List.of(thread, line("turn.started"));
  }

  @Override
  public List<Map<String, Object>> said(String text, Map<String, Object> line) {
    Map<String, Object> item = item("agent_message", items++);
    item.put("text", text);
    return List.of(line("item.completed", item));
  }

  @Override
  public List<Map<String, Object>> using(ToolUse tool, Map<String, Object> line) {
    Map<String, Object> item = of(tool);
    item.put("status", "in_progress");
    return List.of(line("item.started", item));
  }

  @Override
  public List<Map<String, Object>> used(
      ToolUse tool, ToolRunner.Outcome outcome, Map<String, Object> line) {
    Map<String, Object> item = of(tool);
    item.put("status", outcome.failed() ? "failed" : "completed");
    if (tool.name().equals(ToolUse.BASH)) {
      item.put("aggregated_output", outcome.text());
      item.put("exit_code", outcome.failed() ? 1 : 0);
    } else if (tool.isMcp()) {
      item.put("result", Map.of("content", outcome.text()));
    }
    items++;
    return List.of(line("item.completed", item));
  }

  @Override
  public List<Map<String, Object>> denied(ToolUse tool) {
    return List.of();
  }

  @Override
  public List<Map<String, Object>> limited(Instant until) {
    Map<String, Object> line = line("error");
    line.put("message", limit(until));
    return List.of(line);
  }

  private static String limit(Instant until) {
    return "You've hit your usage limit. Try again at " + ResetTime.shown(until) + " (UTC).";
  }

  @Override
  public List<Map<String, Object>> ended(Account account) {
    return switch (account.ending()) {
      case Ending.Completed _ -> {
        Map<String, Object> line = line("turn.completed");
        line.put("usage", workings.meter().codexUsage());
        yield List.of(line);
      }
      case Ending.Failed(int _, String _, String text) -> {
        Map<String, Object> line = line("turn.failed");
        line.put("error", Map.of("message", text));
        yield List.of(line);
      }
      case Ending.Interrupted _, Ending.Died _ -> List.of();
    };
  }

  private Map<String, Object> of(ToolUse tool) {
    if (tool.isMcp()) {
      Map<String, Object> item = item("mcp_tool_call", items);
      item.put("server", tool.server());
      item.put("tool", tool.bareName());
      item.put("arguments", tool.input());
      return item;
    }
    if (tool.name().equals(ToolUse.BASH)) {
      Map<String, Object> item = item("command_execution", items);
      item.put("command", tool.text("command"));
      return item;
    }
    Map<String, Object> item = item("file_change", items);
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("path", tool.text("file_path"));
    change.put("kind", tool.name().equals(ToolUse.WRITE) ? "add" : "update");
    item.put("changes", List.of(change));
    return item;
  }

  private static Map<String, Object> item(String type, int number) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", "item_" + number);
    item.put("type", type);
    return item;
  }

  private static Map<String, Object> line(String type) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", type);
    return line;
  }

  private static Map<String, Object> line(String type, Map<String, Object> item) {
    Map<String, Object> line = line(type);
    line.put("item", item);
    return line;
  }
}
