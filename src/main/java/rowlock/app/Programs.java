package rowlock.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The programs of this machine, as a shell would find them.
final class Programs {
  private Programs() {}

  /// Whether a program could be started by this name.
  static boolean isThere(String program) {
    return find(program, System.getenv()).isPresent();
  }

  /// Where the program lies that would be started by this name with these variables.
  static Optional<Path> find(String program, Map<String, String> environment) {
    if (program.contains("/")) {
      return Optional.of(Path.of(program)).filter(Files::isExecutable);
    }
    for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
      Path path = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isRegularFile(path) && Files.isExecutable(path)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }
}
