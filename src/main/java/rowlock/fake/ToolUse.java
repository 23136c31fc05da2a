package rowlock.fake;

import java.util.LinkedHashMap;
import java.util.Map;

/// One use of a tool: what the agent would ask the program around it to do.
///
/// @param name as Claude Code names it
/// @param input its parameters
record ToolUse(String name, Map<String, Object> input) {
  static final String BASH = "Bash";
  static final String WRITE = "Write";
  static final String EDIT = "Edit";

  ToolUse {
    input = new LinkedHashMap<>(input);
  }

  static ToolUse bash(String command) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("command", command);
    input.put("description", "Run a command");
    return new ToolUse(BASH, input);
  }

  static ToolUse write(String file, String content) {
    return ofFile(WRITE, file, "content", content);
  }

  static ToolUse append(String file, String content) {
    return ofFile(EDIT, file, "new_string", content);
  }

  private static ToolUse ofFile(String name, String file, String parameter, String content) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("file_path", file);
    input.put(parameter, content);
    return new ToolUse(name, input);
  }

  static ToolUse mcp(String server, String tool, Map<String, Object> arguments) {
    return new ToolUse("mcp__" + server + "__" + tool, arguments);
  }

  /// A parameter as text; empty if it is not there.
  String text(String parameter) {
    return input.getOrDefault(parameter, "").toString();
  }

  boolean isMcp() {
    return name.startsWith("mcp__");
  }

  /// The server of a tool of MCP.
  String server() {
    return name.split("__", 3)[1];
  }

  /// The name that the server gave the tool.
  String bareName() {
    return isMcp() ? name.split("__", 3)[2] : name;
  }
}
