package rowlock.fake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the fake agent was started to do, as its command line says.
///
/// @param dialect whom it resembles
/// @param form how it is talked to
/// @param session which conversation it goes on with or begins
/// @param wiring whom it talks to
/// @param prompt the first prompt, if it was an argument
/// @param own what only the fake agent is told
record Order(
    Dialect dialect, Form form, Session session, Wiring wiring, Optional<String> prompt, Own own) {
  /// Whom it resembles.
  enum Dialect {
    CLAUDE,
    CODEX
  }

  /// How it is talked to.
  enum Form {
    /// By a terminal.
    SCREEN,
    /// One prompt; the last answer is printed.
    TEXT,
    /// One prompt; one JSON object about the whole is printed.
    RESULT,
    /// One prompt; JSON lines are printed.
    LINES,
    /// JSON lines both ways, many turns.
    CONVERSATION
  }

  /// Whether a session begins.
  enum Origin {
    NEW,
    RESUMED
  }

  /// A conversation.
  ///
  /// @param id as the genuine program would print it
  record Session(String id, Origin origin) {}

  /// Whom it talks to.
  ///
  /// @param hooks by event, as in Claude Code's settings
  /// @param servers by name, as in Claude Code's MCP configuration
  /// @param allowed tools that need no permission, as `--allowedTools` has them
  /// @param mode the permission mode
  record Wiring(
      Map<String, Object> hooks, Map<String, Object> servers, List<String> allowed, String mode) {
    Wiring {
      hooks = Map.copyOf(hooks);
      servers = Map.copyOf(servers);
      allowed = List.copyOf(allowed);
    }
  }

  /// What only the fake agent is told.
  ///
  /// @param script what it does
  /// @param state where it notes what was done once
  record Own(Optional<Path> script, Optional<Path> state) {
    /// These, unless the later ones say something.
    Own or(Own later) {
      return new Own(later.script.or(() -> script), later.state.or(() -> state));
    }
  }
}
