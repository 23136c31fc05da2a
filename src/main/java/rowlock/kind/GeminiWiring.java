package rowlock.kind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.json.Json;

/// How Gemini CLI is made to start without a dialog, to use our MCP server and to run our hooks: by
/// a settings file that stands above the user's and the project's, named by a variable.
final class GeminiWiring {
  private static final List<String> EVENTS =
      List.of(
          "SessionStart",
          "BeforeAgent",
          "AfterAgent",
          "BeforeTool",
          "AfterTool",
          "PreCompress",
          "Notification",
          "SessionEnd");

  private static final int MILLIS = 1_000;

  private GeminiWiring() {}

  static Wiring of(AgentKind kind, LaunchWish wish) {
    boolean mcp = kind.channels().mcp() == Channels.McpForm.GEMINI_SETTINGS;
    boolean hooks = kind.channels().hooks() == Channels.HookForm.GEMINI_SETTINGS;
    if (!mcp && !hooks) {
      return Wiring.NONE;
    }
    boolean own = ClaudeWiring.hasOwnHome(kind, wish);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("general", Map.of("disableAutoUpdate", true, "enableAutoUpdate", false));
    Map<String, Object> security = new LinkedHashMap<>();
    security.put("folderTrust", Map.of("enabled", false));
    if (own) {
      security.put("auth", Map.of("selectedType", "gemini-api-key"));
    }
    settings.put("security", security);
    Optional<LaunchWish.Hub> hub = wish.hub();
    if (hub.isPresent() && mcp) {
      settings.put("mcpServers", Map.of(ClaudeWiring.SERVER, server(hub.get())));
    }
    if (hub.isPresent() && hooks && hub.get().headerFile().isPresent()) {
      settings.put("hooks", hooks(kind, hub.get()));
    }
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(
        "GEMINI_CLI_SYSTEM_SETTINGS_PATH",
        wish.places().folder().resolve("gemini-settings.json").toString());
    if (own) {
      environment.put("GEMINI_CLI_HOME", wish.places().folder().resolve("gemini").toString());
    }
    return new Wiring(
        List.of(),
        List.of(Start.PrivateFile.of("gemini-settings.json", Json.pretty(settings))),
        environment);
  }

  private static Map<String, Object> server(LaunchWish.Hub hub) {
    Map<String, Object> server = new LinkedHashMap<>();
    switch (hub.server()) {
      case LaunchWish.Server.Http http -> {
        server.put("httpUrl", http.url().toString());
        server.put("headers", Map.of("Authorization", "Bearer ${" + hub.tokenVariable() + "}"));
      }
      case LaunchWish.Server.Stdio stdio -> {
        server.put("command", stdio.command().getFirst());
        server.put("args", stdio.command().subList(1, stdio.command().size()));
        server.put("env", Map.of(hub.tokenVariable(), "${" + hub.tokenVariable() + "}"));
      }
    }
    // Our own tools need no consent; those of all others do.
    server.put("trust", true);
    server.put("timeout", 600 * MILLIS);
    return server;
  }

  private static Map<String, Object> hooks(AgentKind kind, LaunchWish.Hub hub) {
    Map<String, Object> hooks = new LinkedHashMap<>();
    for (String event : EVENTS) {
      String command =
          event.equals("AfterAgent")
              ? Wiring.postAnswering(
                  hub.hooks(kind.name()), hub.headerFile().orElseThrow(), ClaudeWiring.HOOK_SECONDS)
              : Wiring.postSilently(
                  hub.hooks(kind.name()),
                  hub.headerFile().orElseThrow(),
                  ClaudeWiring.HOOK_SECONDS);
      Map<String, Object> hook = new LinkedHashMap<>();
      hook.put("name", "rowlock");
      hook.put("type", "command");
      hook.put("command", command);
      hook.put("timeout", ClaudeWiring.HOOK_SECONDS * MILLIS);
      hooks.put(event, List.of(Map.of("matcher", "*", "hooks", List.of(hook))));
    }
    return hooks;
  }
}
