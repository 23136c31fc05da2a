package rowlock.process;

import java.util.Arrays;
import java.util.List;

/// What runs now, found by an argument that only one test uses.
final class Running {
  private Running() {}

  static List<String> withArguments(String... arguments) {
    return ProcessHandle.allProcesses()
        .flatMap(handle -> handle.info().arguments().stream())
        .flatMap(Arrays::stream)
        .filter(List.of(arguments)::contains)
        .toList();
  }
}
