package rowlock.kind;

import java.util.Optional;

/// The events of Gemini CLI's hooks.
final class GeminiHooks {
  private GeminiHooks() {}

  static Optional<Signal> read(Tree event) {
    String name = event.text("hook_event_name");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Signal.Happening what = happening(name, event);
    return Optional.of(
        new Signal(
            name,
            event.text("session_id"),
            Optional.of(event.text("transcript_path")).filter(path -> !path.isEmpty()),
            what,
            ClaudeHooks.condition(what)));
  }

  private static Signal.Happening happening(String name, Tree event) {
    return switch (name) {
      case "SessionStart" -> new Signal.Happening.Began(event.text("source"));
      case "BeforeAgent" -> new Signal.Happening.Prompted(event.text("prompt"));
      case "BeforeTool" -> new Signal.Happening.ToolBegan(call(event));
      case "AfterTool" -> new Signal.Happening.ToolEnded(call(event));
      case "Notification" ->
          new Signal.Happening.Noticed(event.text("notification_type"), event.text("message"));
      case "AfterAgent" ->
          new Signal.Happening.Rested(
              event.text("prompt_response"),
              event.is("stop_hook_active", true)
                  ? Signal.Continuation.KEPT_GOING
                  : Signal.Continuation.FIRST,
              0);
      case "PreCompress" -> new Signal.Happening.Compacting();
      case "SessionEnd" -> new Signal.Happening.Ended(event.text("reason"));
      default -> new Signal.Happening.Other();
    };
  }

  private static Signal.ToolCall call(Tree event) {
    return new Signal.ToolCall("", event.text("tool_name"), event.at("tool_input").members());
  }
}
