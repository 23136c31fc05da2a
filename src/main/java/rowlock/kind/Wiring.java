package rowlock.kind;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one subject adds to the start of an agent.
///
/// @param arguments for its command line
/// @param files for its private folder
/// @param environment variables and their values
record Wiring(
    List<String> arguments, List<Start.PrivateFile> files, Map<String, String> environment) {
  static final Wiring NONE = new Wiring(List.of(), List.of(), Map.of());

  Wiring {
    arguments = List.copyOf(arguments);
    files = List.copyOf(files);
    environment = Map.copyOf(environment);
  }

  /// This and that; that one's variables win.
  Wiring and(Wiring other) {
    List<String> allArguments = new ArrayList<>(arguments);
    allArguments.addAll(other.arguments);
    List<Start.PrivateFile> allFiles = new ArrayList<>(files);
    allFiles.addAll(other.files);
    Map<String, String> variables = new LinkedHashMap<>(environment);
    variables.putAll(other.environment);
    return new Wiring(allArguments, allFiles, variables);
  }

  /// The shell command by which a hook that can only run commands posts its event to the hub, and
  /// prints the hub's answer for the agent.
  ///
  /// @param seconds how long the hub may take
  static String postAnswering(URI url, Path headerFile, long seconds) {
    return post(url, headerFile, seconds);
  }

  /// The same, but it prints nothing, for events where an answer would be read by the model.
  static String postSilently(URI url, Path headerFile, long seconds) {
    return post(url, headerFile, seconds) + " -o /dev/null";
  }

  /// The token stands in a file, since arguments can be read by every user of the machine; a proxy
  /// of the environment is not for the loopback.
  private static String post(URI url, Path headerFile, long seconds) {
    return ("curl -sS -f --noproxy '*' -m %d -H %s -H 'Content-Type: application/json'"
            + " --data-binary @- %s")
        .formatted(seconds, quoted("@" + headerFile), quoted(url.toString()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
