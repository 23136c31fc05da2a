package rowlock.kind;

import java.util.Map;
import java.util.Optional;

/// Understands what the hooks of agents post.
public final class HookReader {
  private HookReader() {}

  /// What a posted event says; nothing if it is no event of a program of that form. Never fails,
  /// whatever was posted.
  ///
  /// @param form whose hooks they are
  /// @param event the posted JSON object
  public static Optional<Signal> read(Channels.HookForm form, Map<String, Object> event) {
    Tree tree = new Tree(event);
    return switch (form) {
      case NONE -> Optional.empty();
      case CLAUDE_SETTINGS, CODEX_HOOKS, GEMINI_SETTINGS -> ClaudeHooks.read(tree);
      case OPENCODE_PLUGIN -> OpencodeHooks.read(tree);
    };
  }

  /// What a posted event says; nothing if the text is no JSON object.
  public static Optional<Signal> read(Channels.HookForm form, String event) {
    return Tree.parse(event).flatMap(tree -> read(form, tree.members()));
  }
}
