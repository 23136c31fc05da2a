package rowlock.access;

import java.nio.file.Path;

/// A file or folder that should be ours alone is not: it is a link, belongs to somebody else, or is
/// open to others.
public final class UnsafeFile extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsafeFile(Path file, String what) {
    super(file + " " + what);
  }
}
