package rowlock.merge;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/// The paths a task may change.
final class Scope {
  private final List<PathMatcher> allowed;

  /// @param globs as in `java.nio.file.FileSystem#getPathMatcher`; none allows everything
  Scope(List<String> globs) {
    this.allowed =
        globs.stream()
            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
            .toList();
  }

  /// The paths that are outside.
  List<String> outside(List<String> paths) {
    return allowed.isEmpty()
        ? List.of()
        : paths.stream()
            .filter(path -> allowed.stream().noneMatch(glob -> glob.matches(Path.of(path))))
            .toList();
  }
}
