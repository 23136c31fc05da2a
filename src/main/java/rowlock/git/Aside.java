package rowlock.git;

import java.nio.file.Path;

/// Where things go that are in the way but not ours to delete.
final class Aside {
  private static final int MAX_SAME_NAME = 100_000;

  private Aside() {}

  /// A path in a directory, named after what comes there, that does not exist yet.
  static Path freshPath(Path directory, Path original) {
    for (int n = 1; n <= MAX_SAME_NAME; n++) {
      Path candidate = directory.resolve(original.getFileName() + "-" + n);
      if (!Disk.exists(candidate)) {
        return candidate;
      }
    }
    throw new GitException(directory + " is full of what was moved aside; look and empty it");
  }
}
