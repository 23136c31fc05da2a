package rowlock.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder that is gone when it is closed.
public record TemporaryFolder(Path path) implements AutoCloseable {
  /// Makes one.
  ///
  /// @param parent decides on which disk it is
  public static TemporaryFolder in(Path parent) {
    try {
      return new TemporaryFolder(
          Files.createTempDirectory(parent.toAbsolutePath(), "rowlock-bench-"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// A path in it.
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /// Makes a folder in one that is there.
  public static Path make(Path folder) {
    try {
      return Files.createDirectory(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
