package rowlock.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lines of `gemini -o stream-json`.
final class GeminiStream {
  private GeminiStream() {}

  static List<StreamEvent> read(Tree line) {
    return switch (line.text("type")) {
      case "init" -> List.of(new StreamEvent.Began(line.text("session_id")));
      case "message" ->
          line.is("role", "assistant")
              ? List.of(new StreamEvent.Said(line.text("content")))
              : List.of();
      case "tool_use" -> List.of(new StreamEvent.UsedTool(line.text("tool_name")));
      case "error" -> List.of(new StreamEvent.Retrying(Optional.empty(), line.text("message")));
      case "result" -> result(line);
      default -> List.of();
    };
  }

  private static List<StreamEvent> result(Tree line) {
    List<StreamEvent> events = new ArrayList<>();
    Tree stats = line.at("stats");
    Tree models = stats.at("models");
    for (Map.Entry<String, Object> entry : models.members().entrySet()) {
      Tree model = models.at(entry.getKey());
      Tree tokens = model.has("tokens") ? model.at("tokens") : model;
      events.add(
          new StreamEvent.Spent(
              StreamEvent.WHOLE + " " + entry.getKey(), entry.getKey(), usage(tokens)));
    }
    if (models.members().isEmpty() && stats.has("total_tokens")) {
      events.add(new StreamEvent.Spent(StreamEvent.WHOLE, "", usage(stats)));
    }
    if (line.is("status", "success")) {
      events.add(new StreamEvent.Finished(""));
      return events;
    }
    String reason = line.at("error").text("message");
    if (ResetTime.isLimit(reason)) {
      events.add(new StreamEvent.Limited(reason));
    }
    events.add(new StreamEvent.Failed(reason.isEmpty() ? "error" : reason));
    return events;
  }

  /// Its prompt counts what came from the cache too, and thoughts are apart from what it wrote.
  private static Usage usage(Tree tokens) {
    long prompt = tokens.number("prompt").orElse(tokens.count("input_tokens"));
    long cached = Math.min(prompt, tokens.count("cached"));
    long written = tokens.number("candidates").orElse(tokens.count("output_tokens"));
    return new Usage(prompt - cached, written + tokens.count("thoughts"), cached, 0);
  }
}
