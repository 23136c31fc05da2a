package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A tool as a client is told of it.
///
/// @param name letters, digits, hyphens and underscores, at most 64
/// @param description what a model needs to know; clients cut it at 2,048 characters
/// @param inputSchema JSON schema (2020-12) of the arguments, an object
/// @param outputSchema JSON schema of the structured answer; empty if none is promised
/// @param hints annotations as MCP names them: `readOnlyHint`, `destructiveHint`, ...
public record Tool(
    String name,
    String description,
    Map<String, Object> inputSchema,
    Optional<Map<String, Object>> outputSchema,
    Map<String, Object> hints) {
  /// Claude Code from 2.1.329 on shows a model only the names of tools without this.
  private static final Map<String, Object> META = Map.of("anthropic/alwaysLoad", true);

  private static final int LONGEST_NAME = 64;

  public Tool {
    if (name.length() > LONGEST_NAME || !name.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("not the name of a tool: " + name);
    }
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("description", description);
    json.put("inputSchema", inputSchema);
    outputSchema.ifPresent(schema -> json.put("outputSchema", schema));
    if (!hints.isEmpty()) {
      json.put("annotations", hints);
    }
    json.put("_meta", META);
    return json;
  }
}
