package rowlock.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import rowlock.json.Json;

/// The conversation as JSON lines: in the file where the genuine program would keep it, and as the
/// messages of its stream.
final class Transcript {
  private final Surroundings place;

  Transcript(Surroundings place) {
    this.place = place;
  }

  /// Notes what the user said, or what a tool answered.
  ///
  /// @param content a text or a list of blocks
  /// @return the line of the stream
  Map<String, Object> user(Object content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", "user");
    message.put("content", content);
    return note("user", message);
  }

  /// Notes what the agent said.
  ///
  /// @param block one content block
  /// @return the line of the stream
  Map<String, Object> assistant(Map<String, Object> block, Map<String, Object> usage) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", "msg_" + UUID.randomUUID().toString().replace("-", ""));
    message.put("type", "message");
    message.put("role", "assistant");
    message.put("model", Surroundings.MODEL);
    message.put("content", List.of(block));
    message.put("usage", usage);
    return note("assistant", message);
  }

  private Map<String, Object> note(String type, Map<String, Object> message) {
    String uuid = UUID.randomUUID().toString();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", type);
    line.put("message", message);
    line.put("uuid", uuid);
    line.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("sessionId", place.session());
    line.put("cwd", place.folder().toString());
    line.put("version", Surroundings.CLAUDE_VERSION);
    append(Json.compact(line) + "\n");
    Map<String, Object> streamed = new LinkedHashMap<>();
    streamed.put("type", type);
    streamed.put("message", message);
    streamed.put("session_id", place.session());
    streamed.put("uuid", uuid);
    return streamed;
  }

  private void append(String line) {
    Path file = place.transcript();
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException broken) {
      throw new UncheckedIOException("the transcript cannot be written", broken);
    }
  }
}
