package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rowlock.json.Json;

/// What a tool said.
///
/// @param verdict whether it did what it was asked
/// @param content for the model to read
/// @param structured the same for programs, as plain values; empty if there is none
public record ToolAnswer(Verdict verdict, List<Content> content, Map<String, Object> structured) {
  /// Whether a tool did what it was asked.
  public enum Verdict {
    /// It did.
    DONE,
    /// It did not, and the content says why.
    FAILED
  }

  public ToolAnswer {
    content = List.copyOf(content);
  }

  /// It was done, and this is to be said, for models and programs alike.
  public static ToolAnswer done(Map<String, Object> structured) {
    return of(Verdict.DONE, structured);
  }

  /// It was not done, for this reason.
  public static ToolAnswer failed(Map<String, Object> structured) {
    return of(Verdict.FAILED, structured);
  }

  private static ToolAnswer of(Verdict verdict, Map<String, Object> structured) {
    return new ToolAnswer(verdict, List.of(Content.text(Json.compact(structured))), structured);
  }

  /// How many characters the model has to read.
  long length() {
    return content.stream().mapToLong(piece -> Json.compact(piece.json()).length()).sum();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("content", content.stream().map(Content::json).toList());
    // A client checks what is structured against the output schema, which describes success.
    if (verdict == Verdict.DONE && !structured.isEmpty()) {
      json.put("structuredContent", structured);
    }
    if (verdict == Verdict.FAILED) {
      json.put("isError", true);
    }
    return json;
  }
}
