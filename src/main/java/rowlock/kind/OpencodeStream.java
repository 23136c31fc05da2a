package rowlock.kind;

import java.util.ArrayList;
import java.util.List;

/// The lines of `opencode run --format json`.
final class OpencodeStream {
  private OpencodeStream() {}

  static List<StreamEvent> read(Tree line) {
    Tree part = line.at("part");
    return switch (line.text("type")) {
      case "step_start" -> List.of(new StreamEvent.Began(line.text("sessionID")));
      case "text" -> List.of(new StreamEvent.Said(part.text("text")));
      case "tool_use" -> List.of(new StreamEvent.UsedTool(part.text("tool")));
      case "step_finish" -> finished(line.text("sessionID"), part);
      case "error" -> failed(line.at("error"));
      default -> List.of();
    };
  }

  /// One turn has several steps; the one with the reason `stop` is its last.
  private static List<StreamEvent> finished(String session, Tree part) {
    List<StreamEvent> events = new ArrayList<>();
    String key = "step " + session + " " + part.text("id") + part.text("messageID");
    Tree tokens = part.at("tokens");
    Tree cache = tokens.at("cache");
    events.add(
        new StreamEvent.Spent(
            key,
            "",
            new Usage(
                tokens.count("input"),
                tokens.count("output") + tokens.count("reasoning"),
                cache.count("read"),
                cache.count("write"))));
    part.dollars("cost").ifPresent(cost -> events.add(new StreamEvent.Cost(key, cost)));
    if (part.is("reason", "stop")) {
      events.add(new StreamEvent.Finished(""));
    }
    return events;
  }

  private static List<StreamEvent> failed(Tree error) {
    String message = error.at("data").text("message");
    String reason = message.isEmpty() ? error.text("name") : message;
    List<StreamEvent> events = new ArrayList<>();
    if (ResetTime.isLimit(reason)) {
      events.add(new StreamEvent.Limited(reason));
    }
    events.add(new StreamEvent.Failed(reason.isEmpty() ? "error" : reason));
    return events;
  }
}
