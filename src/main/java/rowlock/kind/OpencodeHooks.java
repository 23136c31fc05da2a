package rowlock.kind;

import java.util.Optional;

/// The events that a plugin of opencode hands on.
final class OpencodeHooks {
  private OpencodeHooks() {}

  static Optional<Signal> read(Tree event) {
    String name = event.text("type");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Tree properties = event.at("properties");
    Signal.Happening what = happening(name, properties);
    String session = properties.text("sessionID");
    return Optional.of(
        new Signal(
            name,
            session.isEmpty() ? properties.at("info").text("id") : session,
            Optional.empty(),
            what,
            ClaudeHooks.condition(what)));
  }

  private static Signal.Happening happening(String name, Tree properties) {
    return switch (name) {
      case "session.created" -> new Signal.Happening.Began("startup");
      case "session.idle" -> rested();
      case "session.status" ->
          properties.at("status").is("type", "idle") ? rested() : new Signal.Happening.Busy();
      case "permission.asked", "permission.updated" ->
          new Signal.Happening.PermissionAsked(
              new Signal.ToolCall(
                  properties.text("id"),
                  properties.text("permission"),
                  properties.at("metadata").members()));
      case "session.error" ->
          new Signal.Happening.Failed(
              properties.at("error").text("name"), properties.at("error", "data").text("message"));
      default -> new Signal.Happening.Other();
    };
  }

  private static Signal.Happening rested() {
    return new Signal.Happening.Rested("", Signal.Continuation.FIRST, 0);
  }
}
