package rowlock.kind;

import java.util.Optional;
import rowlock.team.AgentCondition;

/// The events of Claude Code's hooks, those of Codex, which have the same shape and names, and
/// those of Gemini CLI, which have the same shape and mostly names of their own.
final class ClaudeHooks {
  private final Tree event;

  private ClaudeHooks(Tree event) {
    this.event = event;
  }

  static Optional<Signal> read(Tree event) {
    String name = event.text("hook_event_name");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Signal.Happening what = new ClaudeHooks(event).happening(name);
    return Optional.of(
        new Signal(
            name,
            event.text("session_id"),
            Optional.of(event.text("transcript_path")).filter(path -> !path.isEmpty()),
            what,
            condition(what)));
  }

  private Signal.Happening happening(String name) {
    return switch (name) {
      case "SessionStart" -> new Signal.Happening.Began(event.text("source"));
      case "UserPromptSubmit", "BeforeAgent" -> new Signal.Happening.Prompted(event.text("prompt"));
      case "PreToolUse", "BeforeTool" -> new Signal.Happening.ToolBegan(call());
      case "PostToolUse", "PostToolUseFailure", "AfterTool" ->
          new Signal.Happening.ToolEnded(call());
      case "PermissionRequest" -> new Signal.Happening.PermissionAsked(call());
      case "Notification" ->
          new Signal.Happening.Noticed(event.text("notification_type"), event.text("message"));
      case "Stop" -> rested(event.text("last_assistant_message"));
      case "AfterAgent" -> rested(event.text("prompt_response"));
      case "StopFailure" ->
          new Signal.Happening.Failed(event.text("error"), event.text("last_assistant_message"));
      case "SubagentStart", "SubagentStop" -> new Signal.Happening.Subagent(event.text("agent_id"));
      case "PreCompact", "PreCompress" -> new Signal.Happening.Compacting();
      case "SessionEnd" -> new Signal.Happening.Ended(event.text("reason"));
      default -> new Signal.Happening.Other();
    };
  }

  private Signal.ToolCall call() {
    return new Signal.ToolCall(
        event.text("tool_use_id"), event.text("tool_name"), event.at("tool_input").members());
  }

  private Signal.Happening rested(String lastMessage) {
    long helpers =
        event.list("background_tasks").stream()
            .filter(task -> task.is("type", "subagent") && task.is("status", "running"))
            .count();
    return new Signal.Happening.Rested(
        lastMessage,
        event.is("stop_hook_active", true)
            ? Signal.Continuation.KEPT_GOING
            : Signal.Continuation.FIRST,
        Math.toIntExact(helpers));
  }

  static Optional<AgentCondition> condition(Signal.Happening what) {
    return switch (what) {
      case Signal.Happening.Began began ->
          switch (began.source()) {
            // After a summary the turn goes on, and nothing was said about whether one runs.
            case "compact" -> Optional.empty();
            case "clear" -> Optional.of(AgentCondition.IDLE);
            default -> Optional.of(AgentCondition.STARTING);
          };
      case Signal.Happening.Prompted prompted -> Optional.of(AgentCondition.WORKING);
      case Signal.Happening.ToolBegan tool -> Optional.of(AgentCondition.WORKING);
      case Signal.Happening.ToolEnded tool -> Optional.of(AgentCondition.WORKING);
      case Signal.Happening.Busy busy -> Optional.of(AgentCondition.WORKING);
      case Signal.Happening.PermissionAsked asked -> Optional.of(AgentCondition.WAITING);
      case Signal.Happening.Noticed noticed -> notice(noticed.type());
      case Signal.Happening.Rested rested ->
          Optional.of(rested.helpers() > 0 ? AgentCondition.WORKING : AgentCondition.IDLE);
      case Signal.Happening.Failed failed ->
          Optional.of(
              ResetTime.isLimit(failed.message()) ? AgentCondition.LIMITED : AgentCondition.IDLE);
      case Signal.Happening.Compacting compacting -> Optional.of(AgentCondition.WORKING);
      case Signal.Happening.Subagent subagent -> Optional.empty();
      case Signal.Happening.Ended ended -> Optional.empty();
      case Signal.Happening.Other other -> Optional.empty();
    };
  }

  private static Optional<AgentCondition> notice(String type) {
    return switch (type) {
      case "permission_prompt", "agent_needs_input", "elicitation_dialog", "ToolPermission" ->
          Optional.of(AgentCondition.WAITING);
      case "idle_prompt" -> Optional.of(AgentCondition.IDLE);
      default -> Optional.empty();
    };
  }
}
