package rowlock.kind;

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
}
