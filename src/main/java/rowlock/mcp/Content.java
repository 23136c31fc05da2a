package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.Map;

/// A piece of what a tool or a prompt says.
///
/// @param json a content block as MCP defines it: `type` and what belongs to it
public record Content(Map<String, Object> json) {
  /// A text.
  public static Content text(String text) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "text");
    json.put("text", text);
    return new Content(json);
  }
}
