package rowlock.kind;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a hook is answered so that the agent does something, as JSON values for the hub to send.
public final class HookAnswer {
  /// The answer that changes nothing.
  public static final Map<String, Object> NOTHING = Map.of();

  private HookAnswer() {}

  /// Whether an agent may do what it asked for.
  public enum Permission {
    /// It may, this once.
    ALLOW,
    /// It may not.
    DENY
  }

  /// The answer to [Signal.Happening.PermissionAsked].
  ///
  /// @param message what the model is told about a refusal
  /// @return absent if hooks of this form cannot answer, and a key must be pressed
  public static Optional<Map<String, Object>> permission(
      Channels.HookForm form, Permission permission, String message) {
    return switch (form) {
      case CLAUDE_SETTINGS, CODEX_HOOKS -> {
        Map<String, Object> decision = new LinkedHashMap<>();
        switch (permission) {
          case ALLOW -> decision.put("behavior", "allow");
          case DENY -> {
            decision.put("behavior", "deny");
            decision.put("message", message);
          }
        }
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("hookEventName", "PermissionRequest");
        output.put("decision", decision);
        yield Optional.of(Map.of("hookSpecificOutput", output));
      }
      case NONE, GEMINI_SETTINGS, OPENCODE_PLUGIN -> Optional.empty();
    };
  }

  /// The answer to [Signal.Happening.Rested] that keeps the agent going.
  ///
  /// @param reason what the model is told: a message for it
  /// @return absent if hooks of this form cannot do that, and the text must be typed
  public static Optional<Map<String, Object>> goOn(Channels.HookForm form, String reason) {
    Map<String, Object> answer = new LinkedHashMap<>();
    return switch (form) {
      case CLAUDE_SETTINGS, CODEX_HOOKS -> {
        answer.put("decision", "block");
        answer.put("reason", reason);
        yield Optional.of(answer);
      }
      case GEMINI_SETTINGS -> {
        answer.put("decision", "deny");
        answer.put("reason", reason);
        yield Optional.of(answer);
      }
      case NONE, OPENCODE_PLUGIN -> Optional.empty();
    };
  }
}
