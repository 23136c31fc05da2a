package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.Map;

/// How a server introduces itself.
///
/// @param name its name for programs
/// @param title its name for people
/// @param version which version of it runs
/// @param instructions what a model should know of all tools together; clients cut it at 2,048
///   characters
public record ServerCard(String name, String title, String version, String instructions) {
  Map<String, Object> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("name", name);
    info.put("title", title);
    info.put("version", version);
    return info;
  }
}
