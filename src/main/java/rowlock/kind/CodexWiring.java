package rowlock.kind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rowlock.json.Json;

/// How Codex is made to start without a dialog, to use our MCP server and to run our hooks: all by
/// `-c KEY=VALUE` for this start alone, values in TOML.
///
/// Time-outs are floats: an integer is dropped silently and the default of 60 s holds.
final class CodexWiring {
  private static final List<String> EVENTS =
      List.of(
          "SessionStart",
          "UserPromptSubmit",
          "PreToolUse",
          "PostToolUse",
          "PermissionRequest",
          "Stop",
          "SessionEnd");

  private final AgentKind kind;
  private final LaunchWish wish;
  private final List<String> arguments = new ArrayList<>();

  private CodexWiring(AgentKind kind, LaunchWish wish) {
    this.kind = kind;
    this.wish = wish;
  }

  static Wiring of(AgentKind kind, LaunchWish wish) {
    boolean ours =
        kind.channels().mcp() == Channels.McpForm.CODEX_FLAGS
            || kind.channels().hooks() == Channels.HookForm.CODEX_HOOKS;
    return ours ? new CodexWiring(kind, wish).wiring() : Wiring.NONE;
  }

  private Wiring wiring() {
    set("check_for_update_on_startup", "false");
    // A dotted key would be split at every dot of the path, so the table is given whole.
    set("projects", "{%s={trust_level=\"trusted\"}}".formatted(text(wish.places().worktree())));
    Optional<LaunchWish.Hub> hub = wish.hub();
    if (hub.isPresent() && kind.channels().mcp() == Channels.McpForm.CODEX_FLAGS) {
      server(hub.get());
    }
    if (hub.isPresent() && kind.channels().hooks() == Channels.HookForm.CODEX_HOOKS) {
      hub.get().headerFile().ifPresent(file -> hooks(hub.get(), file));
    }
    Map<String, String> environment =
        ClaudeWiring.hasOwnHome(kind, wish)
            ? Map.of("CODEX_HOME", wish.places().folder().resolve("codex").toString())
            : Map.of();
    List<Start.PrivateFile> files =
        environment.isEmpty()
            ? List.of()
            : List.of(Start.PrivateFile.of("codex/config.toml", "# made by rowlock\n"));
    return new Wiring(arguments, files, environment);
  }

  private void server(LaunchWish.Hub hub) {
    String server = "mcp_servers." + ClaudeWiring.SERVER + ".";
    switch (hub.server()) {
      case LaunchWish.Server.Http http -> {
        set(server + "url", text(http.url()));
        set(server + "bearer_token_env_var", text(hub.tokenVariable()));
      }
      case LaunchWish.Server.Stdio stdio -> {
        List<String> command = stdio.command();
        set(server + "command", text(command.getFirst()));
        set(server + "args", list(command.subList(1, command.size())));
        set(server + "env_vars", list(List.of(hub.tokenVariable())));
      }
    }
    set(server + "startup_timeout_sec", "30.0");
    set(server + "tool_timeout_sec", "600.0");
    set(server + "default_tools_approval_mode", "\"approve\"");
  }

  private void hooks(LaunchWish.Hub hub, Path headerFile) {
    for (String event : EVENTS) {
      long seconds =
          event.equals("PermissionRequest")
              ? ClaudeWiring.PATIENCE_SECONDS
              : ClaudeWiring.HOOK_SECONDS;
      String command =
          event.equals("SessionStart")
              ? Wiring.postSilently(hub.hooks(kind.name()), headerFile, seconds)
              : Wiring.postAnswering(hub.hooks(kind.name()), headerFile, seconds);
      set(
          "hooks." + event,
          "[{hooks=[{type=\"command\",command=%s,timeout=%d}]}]".formatted(text(command), seconds));
    }
    // Without it Codex asks whether these hooks may run; it is about hooks, not about permissions.
    arguments.add("--dangerously-bypass-hook-trust");
  }

  private void set(String key, String value) {
    arguments.add("-c");
    arguments.add(key + "=" + value);
  }

  private static String list(List<String> texts) {
    return texts.stream().map(CodexWiring::text).collect(Collectors.joining(",", "[", "]"));
  }

  /// A TOML basic string: JSON's escapes are a part of TOML's.
  private static String text(Object value) {
    return Json.compact(value.toString());
  }
}
