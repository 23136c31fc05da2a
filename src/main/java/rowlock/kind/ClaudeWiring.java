package rowlock.kind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.json.Json;

/// How Claude Code is made to start without a dialog, to use our MCP server and to post its hooks.
///
/// Checked with 2.1.329 and 2.1.197. The user's own files are never written: where trust is asked
/// for, a variable gives it; in a home of the agent's own its state file does.
final class ClaudeWiring {
  /// The name of our server, part of the names of its tools.
  static final String SERVER = "rowlock";

  /// How long a permission may wait for a person, in seconds: a day.
  static final long PATIENCE_SECONDS = 86_400;

  /// How long the hub may take for everything else, in seconds.
  static final long HOOK_SECONDS = 10;

  /// Events that are posted by Claude Code itself. `SessionStart` is not: it takes no HTTP hooks.
  private static final List<String> EVENTS =
      List.of(
          "UserPromptSubmit",
          "PreToolUse",
          "PostToolUse",
          "PermissionRequest",
          "Notification",
          "Stop",
          "StopFailure",
          "SubagentStart",
          "SubagentStop",
          "PreCompact",
          "SessionEnd");

  private static final String HOME = "claude";

  private final AgentKind kind;
  private final LaunchWish wish;

  private ClaudeWiring(AgentKind kind, LaunchWish wish) {
    this.kind = kind;
    this.wish = wish;
  }

  static Wiring of(AgentKind kind, LaunchWish wish) {
    boolean ours =
        kind.channels().mcp() == Channels.McpForm.CLAUDE_JSON
            || kind.channels().hooks() == Channels.HookForm.CLAUDE_SETTINGS;
    return ours ? new ClaudeWiring(kind, wish).wiring() : Wiring.NONE;
  }

  private Wiring wiring() {
    List<String> arguments = new ArrayList<>();
    List<Start.PrivateFile> files = new ArrayList<>();
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
    environment.put("DISABLE_AUTOUPDATER", "1");
    if (kind.isInteractive()) {
      environment.put("CLAUDE_CODE_DISABLE_ALTERNATE_SCREEN", "1");
    }
    if (hasOwnHome(kind, wish)) {
      environment.put("CLAUDE_CONFIG_DIR", folder().resolve(HOME).toString());
      files.add(Start.PrivateFile.of(HOME + "/.claude.json", Json.pretty(state())));
    } else {
      environment.put("CLAUDE_CODE_SANDBOXED", "1");
    }
    Optional<LaunchWish.Hub> hub = wish.hub();
    if (hub.isPresent() && kind.channels().mcp() == Channels.McpForm.CLAUDE_JSON) {
      // These take many values, so an option that takes none stands behind them.
      arguments.addAll(List.of("--allowedTools", "mcp__" + SERVER));
      arguments.addAll(List.of("--mcp-config", folder().resolve("mcp.json").toString()));
      arguments.add("--strict-mcp-config");
      files.add(Start.PrivateFile.of("mcp.json", Json.pretty(servers(hub.get()))));
    }
    arguments.addAll(List.of("--settings", folder().resolve("settings.json").toString()));
    files.add(Start.PrivateFile.of("settings.json", Json.pretty(settings())));
    return new Wiring(arguments, files, environment);
  }

  /// Whether an agent gets a home of its own.
  static boolean hasOwnHome(AgentKind kind, LaunchWish wish) {
    return switch (kind.launch().home()) {
      case OWN -> true;
      case USER -> false;
      case AUTO -> wish.choices().keyTail().isPresent();
    };
  }

  private Path folder() {
    return wish.places().folder();
  }

  private Map<String, Object> state() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("hasCompletedOnboarding", true);
    wish.choices()
        .keyTail()
        .ifPresent(tail ->
            state.put(
                "customApiKeyResponses", Map.of("approved", List.of(tail), "rejected", List.of())));
    state.put(
        "projects",
        Map.of(wish.places().worktree().toString(), Map.of("hasTrustDialogAccepted", true)));
    return state;
  }

  private static Map<String, Object> servers(LaunchWish.Hub hub) {
    Map<String, Object> server = new LinkedHashMap<>();
    switch (hub.server()) {
      case LaunchWish.Server.Http http -> {
        server.put("type", "http");
        server.put("url", http.url().toString());
        server.put("headers", Map.of("Authorization", "Bearer ${" + hub.tokenVariable() + "}"));
      }
      case LaunchWish.Server.Stdio stdio -> {
        server.put("type", "stdio");
        server.put("command", stdio.command().getFirst());
        server.put("args", stdio.command().subList(1, stdio.command().size()));
      }
    }
    server.put("alwaysLoad", true);
    return Map.of("mcpServers", Map.of(SERVER, server));
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    // Else it makes itself the user's program for links, outside of its own home.
    settings.put("disableDeepLinkRegistration", "disable");
    if (wish.choices().permissions().equals(Optional.of(PermissionMode.BYPASS))) {
      settings.put("skipDangerousModePermissionPrompt", true);
    }
    if (wish.hub().isPresent() && kind.channels().hooks() == Channels.HookForm.CLAUDE_SETTINGS) {
      settings.put("hooks", hooks(wish.hub().get()));
    }
    return settings;
  }

  private Map<String, Object> hooks(LaunchWish.Hub hub) {
    Map<String, Object> hooks = new LinkedHashMap<>();
    hub.headerFile()
        .ifPresent(file ->
            hooks.put(
                "SessionStart",
                always(
                    Map.of(
                        "type",
                        "command",
                        "command",
                        Wiring.postSilently(hub.hooks(kind.name()), file, HOOK_SECONDS),
                        "timeout",
                        HOOK_SECONDS))));
    for (String event : EVENTS) {
      hooks.put(event, always(post(hub, event)));
    }
    return hooks;
  }

  private Map<String, Object> post(LaunchWish.Hub hub, String event) {
    Map<String, Object> hook = new LinkedHashMap<>();
    hook.put("type", "http");
    hook.put("url", hub.hooks(kind.name()).toString());
    hook.put("headers", Map.of("Authorization", "Bearer $" + hub.tokenVariable()));
    hook.put("allowedEnvVars", List.of(hub.tokenVariable()));
    hook.put("timeout", event.equals("PermissionRequest") ? PATIENCE_SECONDS : HOOK_SECONDS);
    return hook;
  }

  private static List<Object> always(Map<String, Object> hook) {
    return List.of(Map.of("hooks", List.of(hook)));
  }
}
