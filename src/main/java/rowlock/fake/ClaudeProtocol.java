package rowlock.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import rowlock.json.Json;

/// The lines of `claude -p --output-format stream-json --verbose`.
final class ClaudeProtocol implements Protocol {
  private static final List<String> OWN_TOOLS = List.of(ToolUse.BASH, ToolUse.EDIT, ToolUse.WRITE);

  private final Workings workings;

  ClaudeProtocol(Workings workings) {
    this.workings = workings;
  }

  @Override
  public List<Map<String, Object>> begun(List<String> tools, String serverStatus) {
    Surroundings place = workings.place();
    Set<String> names = new TreeSet<>(OWN_TOOLS);
    List<Object> servers = new ArrayList<>();
    workings
        .server()
        .ifPresent(server -> {
          tools.forEach(tool -> names.add("mcp__" + server.name() + "__" + tool));
          servers.add(Map.of("name", server.name(), "status", serverStatus));
        });
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "system");
    line.put("subtype", "init");
    line.put("cwd", place.folder().toString());
    line.put("session_id", place.session());
    line.put("tools", List.copyOf(names));
    line.put("mcp_servers", servers);
    line.put("model", Surroundings.MODEL);
    line.put("permissionMode", place.order().wiring().mode());
    line.put("apiKeySource", "none");
    line.put("claude_code_version", Surroundings.CLAUDE_VERSION);
    line.put("uuid", UUID.randomUUID().toString());
    return List.of(line);
  }

  @Override
  public List<Map<String, Object>> said(String text, Map<String, Object> line) {
    return List.of(line);
  }

  @Override
  public List<Map<String, Object>> using(ToolUse tool, Map<String, Object> line) {
    return List.of(line);
  }

  @Override
  public List<Map<String, Object>> used(
      ToolUse tool, ToolRunner.Outcome outcome, Map<String, Object> line) {
    return List.of(line);
  }

  @Override
  public List<Map<String, Object>> denied(ToolUse tool) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "system");
    line.put("subtype", "permission_denied");
    line.put("tool_name", tool.name());
    return List.of(signed(line));
  }

  @Override
  public List<Map<String, Object>> limited(Instant until) {
    Map<String, Object> limit = new LinkedHashMap<>();
    limit.put("status", "rejected");
    limit.put("resetsAt", until.getEpochSecond());
    limit.put("rateLimitType", "five_hour");
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "rate_limit_event");
    line.put("rate_limit_info", limit);
    return List.of(signed(line));
  }

  @Override
  public List<Map<String, Object>> ended(Account account) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "result");
    // Also when the model failed: measured.
    line.put("subtype", "success");
    switch (account.ending()) {
      case Ending.Failed(int status, String _, String text) -> {
        line.put("is_error", true);
        line.put("api_error_status", status);
        line.put("result", text);
        line.put("terminal_reason", "api_error");
      }
      case Ending.Completed(String text) -> {
        line.put("is_error", false);
        line.put("result", text);
        line.put("terminal_reason", "completed");
      }
      case Ending.Interrupted _, Ending.Died _ -> {
        line.put("is_error", true);
        line.put("result", "");
        line.put("terminal_reason", "aborted");
      }
    }
    line.put("duration_ms", account.spent().toMillis());
    line.put("duration_api_ms", account.spent().toMillis());
    line.put("num_turns", account.turns());
    line.put("total_cost_usd", workings.meter().usd());
    line.put("usage", workings.meter().usage());
    line.put("modelUsage", workings.meter().models());
    line.put(
        "permission_denials",
        account.denied().stream().map(tool -> Map.of("tool_name", tool)).toList());
    account
        .structured()
        .ifPresent(json -> line.put("structured_output", Json.STANDARD.parse(json)));
    return List.of(signed(line));
  }

  private Map<String, Object> signed(Map<String, Object> line) {
    line.put("session_id", workings.place().session());
    line.put("uuid", UUID.randomUUID().toString());
    return line;
  }
}
