package rowlock.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The one place that makes processes.
final class Start {
  private static final Session SESSION = Session.best();

  private Start() {}

  /// A process about to be started in a session of its own, with these variables and no others.
  ///
  /// @throws StartFailed if the program, its directory or its arguments cannot be
  static ProcessBuilder inSession(
      List<String> argv, Path directory, Map<String, String> variables) {
    List<String> startable = Arguments.startable(argv, directory, variables);
    ProcessBuilder builder = new ProcessBuilder(SESSION.enter(startable));
    builder.directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder;
  }

  /// How programs are put into sessions on this machine.
  static Session session() {
    return SESSION;
  }
}
