package rowlock.kind;

import java.util.Optional;

/// By what means an agent talks to rowlock, and rowlock understands it.
///
/// @param mcp how it is told of an MCP server
/// @param hooks how it is made to report what happens to it
/// @param output what its standard output says
/// @param screen the family of screens its terminal shows, for [ScreenReader]
public record Channels(McpForm mcp, HookForm hooks, OutputForm output, Optional<String> screen) {
  /// How an agent is told of an MCP server.
  public enum McpForm {
    /// It is not.
    NONE,
    /// By a file for `--mcp-config`, as Claude Code reads it.
    CLAUDE_JSON,
    /// By `-c mcp_servers...`, as Codex reads it.
    CODEX_FLAGS,
    /// By a settings file, as Gemini CLI reads it.
    GEMINI_SETTINGS,
    /// By a configuration file, as opencode reads it.
    OPENCODE_JSON
  }

  /// How an agent is made to report what happens to it.
  public enum HookForm {
    /// It is not.
    NONE,
    /// By hooks in Claude Code's settings.
    CLAUDE_SETTINGS,
    /// By hooks in Codex's configuration, given on its command line.
    CODEX_HOOKS,
    /// By hooks in Gemini CLI's settings.
    GEMINI_SETTINGS,
    /// By a plugin of opencode that the user installed: its events are understood, but nothing is
    /// configured, since a plugin makes opencode start slowly.
    OPENCODE_PLUGIN
  }

  /// What the standard output of an agent says.
  public enum OutputForm {
    /// Text for people; the exit code alone tells how it went.
    TEXT,
    /// JSON lines as `claude -p --output-format stream-json` writes them; the last `result` line
    /// tells how it went, whatever the exit code.
    CLAUDE_STREAM_JSON,
    /// JSON lines as `codex exec --json` writes them.
    CODEX_JSON,
    /// JSON lines as `gemini -o stream-json` writes them.
    GEMINI_STREAM_JSON,
    /// JSON lines as `opencode run --format json` writes them.
    OPENCODE_JSON
  }
}
