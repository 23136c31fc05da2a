package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A text to start a model from.
///
/// @param name what it is called
/// @param title its name for people
/// @param description what it is good for
/// @param arguments what it is filled in with
public record Prompt(String name, String title, String description, List<Argument> arguments) {
  /// What a prompt is filled in with.
  public record Argument(String name, String description, Presence presence) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", name);
      json.put("description", description);
      json.put("required", presence == Presence.REQUIRED);
      return json;
    }
  }

  /// Whether an argument may be left out.
  public enum Presence {
    REQUIRED,
    OPTIONAL
  }

  /// Who speaks.
  public enum Speaker {
    USER("user"),
    ASSISTANT("assistant");

    private final String text;

    Speaker(String text) {
      this.text = text;
    }
  }

  /// What somebody says.
  public record Message(Speaker speaker, Content content) {
    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("role", speaker.text);
      json.put("content", content.json());
      return json;
    }
  }

  public Prompt {
    arguments = List.copyOf(arguments);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("title", title);
    json.put("description", description);
    json.put("arguments", arguments.stream().map(Argument::json).toList());
    return json;
  }
}
