package rowlock.fake;

import java.util.Map;
import java.util.Optional;

/// What became of a request for permission.
sealed interface Verdict {
  record Allowed() implements Verdict {}

  /// It was refused, and the turn goes on.
  ///
  /// @param message what the model is told
  record Denied(String message) implements Verdict {}

  /// A person said no at the terminal, which also ends the turn.
  record Cancelled() implements Verdict {}

  /// What a `PermissionRequest` hook answered, if it decided.
  static Optional<Verdict> of(Map<String, Object> answer) {
    Map<String, Object> output = Plain.object(answer.getOrDefault("hookSpecificOutput", Map.of()));
    Map<String, Object> decision = Plain.object(output.getOrDefault("decision", Map.of()));
    return switch (Plain.text(decision, "behavior")) {
      case "allow" -> Optional.of(new Allowed());
      case "deny" -> Optional.of(new Denied(Plain.text(decision, "message")));
      default -> Optional.empty();
    };
  }
}
