package rowlock.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The programs of this machine, as a shell would find them.
final class Programs {
  private Programs() {}

  /// Whether a program could be started by this name.
  static boolean isThere(String program) {
    return isThere(program, System.getenv());
  }

  /// Whether a program could be started by this name with these variables.
  static boolean isThere(String program, Map<String, String> environment) {
    if (program.contains("/")) {
      return Files.isExecutable(Path.of(program));
    }
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }
}
