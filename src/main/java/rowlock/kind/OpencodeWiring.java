package rowlock.kind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rowlock.json.Json;

/// How opencode is made to use our MCP server: by a configuration file that is merged with the
/// user's own, named by a variable. It has no hooks but plugins, and one plugin makes a start
/// without a network take 80 s.
final class OpencodeWiring {
  private static final String FILE = "opencode.json";

  private OpencodeWiring() {}

  static Wiring of(AgentKind kind, LaunchWish wish) {
    if (kind.channels().mcp() != Channels.McpForm.OPENCODE_JSON) {
      return Wiring.NONE;
    }
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("autoupdate", false);
    wish.hub().ifPresent(hub -> configuration.put("mcp", Map.of(ClaudeWiring.SERVER, server(hub))));
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("OPENCODE_CONFIG", wish.places().folder().resolve(FILE).toString());
    environment.put("OPENCODE_DISABLE_AUTOUPDATE", "1");
    if (ClaudeWiring.hasOwnHome(kind, wish)) {
      for (String home : List.of("CONFIG", "DATA", "STATE", "CACHE")) {
        environment.put(
            "XDG_" + home + "_HOME", wish.places().folder().resolve("opencode").toString());
      }
    }
    return new Wiring(
        List.of(), List.of(Start.PrivateFile.of(FILE, Json.pretty(configuration))), environment);
  }

  private static Map<String, Object> server(LaunchWish.Hub hub) {
    Map<String, Object> server = new LinkedHashMap<>();
    switch (hub.server()) {
      case LaunchWish.Server.Http http -> {
        server.put("type", "remote");
        server.put("url", http.url().toString());
        server.put("headers", Map.of("Authorization", "Bearer {env:" + hub.tokenVariable() + "}"));
        server.put("oauth", false);
      }
      case LaunchWish.Server.Stdio stdio -> {
        server.put("type", "local");
        server.put("command", stdio.command());
      }
    }
    server.put("enabled", true);
    return server;
  }
}
