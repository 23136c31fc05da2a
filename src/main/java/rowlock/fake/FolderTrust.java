package rowlock.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import rowlock.json.Json;

/// Whether the genuine program would start in a folder without asking.
final class FolderTrust {
  private FolderTrust() {}

  static boolean isGiven(Surroundings place) {
    if (place.isCodex()) {
      return false;
    }
    if (place.variables().getOrDefault("CLAUDE_CODE_SANDBOXED", "").equals("1")) {
      return true;
    }
    boolean own = place.variables().containsKey("CLAUDE_CONFIG_DIR");
    Path state =
        own
            ? place.home().resolve(".claude.json")
            : Path.of(place.variables().getOrDefault("HOME", ""), ".claude.json");
    if (!Files.exists(state)) {
      return false;
    }
    try {
      Map<String, Object> projects =
          Plain.object(
              Json.STANDARD
                  .parseObject(Files.readAllBytes(state))
                  .getOrDefault("projects", Map.of()));
      return projects.entrySet().stream()
          .filter(project -> place.folder().startsWith(project.getKey()))
          .anyMatch(project ->
              Boolean.TRUE.equals(Plain.object(project.getValue()).get("hasTrustDialogAccepted")));
    } catch (IOException broken) {
      throw new UncheckedIOException(state + " cannot be read", broken);
    }
  }
}
