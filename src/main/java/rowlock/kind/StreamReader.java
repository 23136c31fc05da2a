package rowlock.kind;

import java.util.List;

/// Understands the JSON lines that agents without a terminal print, one line at a time.
public final class StreamReader {
  private StreamReader() {}

  /// What a line says; nothing if it is not one of the agent's own lines, or says nothing that
  /// matters. Never fails, whatever the line.
  public static List<StreamEvent> read(Channels.OutputForm form, String line) {
    if (form == Channels.OutputForm.TEXT) {
      return List.of();
    }
    return Tree.parse(line)
        .map(tree ->
            switch (form) {
              case TEXT -> List.<StreamEvent>of();
              case CLAUDE_STREAM_JSON -> ClaudeStream.read(tree);
              case CODEX_JSON -> CodexStream.read(tree);
              case GEMINI_STREAM_JSON -> GeminiStream.read(tree);
              case OPENCODE_JSON -> OpencodeStream.read(tree);
            })
        .orElse(List.of());
  }
}
