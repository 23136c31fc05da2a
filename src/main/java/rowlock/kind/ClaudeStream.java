package rowlock.kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The lines of `claude -p --output-format stream-json`, and those of its transcripts.
final class ClaudeStream {
  private ClaudeStream() {}

  static List<StreamEvent> read(Tree line) {
    return switch (line.text("type")) {
      case "system" -> system(line);
      case "assistant" -> assistant(line);
      case "rate_limit_event" -> limit(line.at("rate_limit_info"));
      case "result" -> result(line);
      default -> List.of();
    };
  }

  private static List<StreamEvent> system(Tree line) {
    return switch (line.text("subtype")) {
      case "init" -> List.of(new StreamEvent.Began(line.text("session_id")));
      case "permission_denied" -> List.of(new StreamEvent.Denied(line.text("tool_name")));
      case "api_retry" -> {
        OptionalLong delay = line.number("retry_delay_ms");
        yield List.of(
            new StreamEvent.Retrying(
                delay.isPresent()
                    ? Optional.of(Duration.ofMillis(delay.getAsLong()))
                    : Optional.empty(),
                line.text("error")));
      }
      default -> List.of();
    };
  }

  private static List<StreamEvent> assistant(Tree line) {
    List<StreamEvent> events = new ArrayList<>();
    Tree message = line.at("message");
    for (Tree block : message.list("content")) {
      switch (block.text("type")) {
        case "text" -> events.add(new StreamEvent.Said(block.text("text")));
        case "tool_use" -> events.add(new StreamEvent.UsedTool(block.text("name")));
        default -> {}
      }
    }
    spent(message).ifPresent(events::add);
    return events;
  }

  /// What a message of the model used. It is printed once for every block of the message, so the
  /// message's id tells which figures replace each other.
  static Optional<StreamEvent.Spent> spent(Tree message) {
    if (message.text("id").isEmpty() || !message.has("usage")) {
      return Optional.empty();
    }
    return Optional.of(
        new StreamEvent.Spent(
            "message " + message.text("id"), message.text("model"), usage(message.at("usage"))));
  }

  private static Usage usage(Tree usage) {
    return new Usage(
        usage.count("input_tokens"),
        usage.count("output_tokens"),
        usage.count("cache_read_input_tokens"),
        usage.count("cache_creation_input_tokens"));
  }

  private static List<StreamEvent> limit(Tree info) {
    return info.is("status", "rejected")
        ? List.of(new StreamEvent.Limited("usage limit reached|" + info.count("resetsAt")))
        : List.of();
  }

  /// On a model error the last line reads `"subtype": "success"` with `"is_error": true`, so only
  /// `is_error` counts. `modelUsage` counts every model, those of helpers included, `usage` does
  /// not.
  private static List<StreamEvent> result(Tree line) {
    List<StreamEvent> events = new ArrayList<>();
    Tree models = line.at("modelUsage");
    for (Map.Entry<String, Object> entry : models.members().entrySet()) {
      Tree usage = models.at(entry.getKey());
      events.add(
          new StreamEvent.Spent(
              StreamEvent.WHOLE + " " + entry.getKey(),
              entry.getKey(),
              new Usage(
                  usage.count("inputTokens"),
                  usage.count("outputTokens"),
                  usage.count("cacheReadInputTokens"),
                  usage.count("cacheCreationInputTokens"))));
    }
    if (models.members().isEmpty() && line.has("usage")) {
      events.add(new StreamEvent.Spent(StreamEvent.WHOLE, "", usage(line.at("usage"))));
    }
    line.dollars("total_cost_usd")
        .ifPresent(cost -> events.add(new StreamEvent.Cost(StreamEvent.WHOLE, cost)));
    for (Tree denial : line.list("permission_denials")) {
      events.add(new StreamEvent.Denied(denial.text("tool_name")));
    }
    String text = line.text("result");
    if (line.is("is_error", false)) {
      events.add(new StreamEvent.Finished(text));
    } else {
      if (ResetTime.isLimit(text)) {
        events.add(new StreamEvent.Limited(text));
      }
      events.add(new StreamEvent.Failed(reason(line) + ": " + text));
    }
    return events;
  }

  private static String reason(Tree line) {
    String reason = line.text("terminal_reason");
    String subtype = line.text("subtype");
    if (reason.isEmpty()) {
      reason = subtype.isEmpty() || subtype.equals("success") ? "error" : subtype;
    }
    OptionalLong status = line.number("api_error_status");
    return status.isPresent() ? reason + " " + status.getAsLong() : reason;
  }
}
