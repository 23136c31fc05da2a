package rowlock.process;

import java.nio.file.Path;

/// What becomes of the output of a command; it is read to its end in any case.
public sealed interface Capture {
  /// How much of each stream is kept in memory when nothing else is said, in bytes.
  int DEFAULT_KEPT_BYTES = 8 << 20;

  /// The most that may be kept of each stream, in bytes.
  int MAX_KEPT_BYTES = 256 << 20;

  /// The beginning of each stream stays in memory.
  ///
  /// @param keptBytes 0 to [#MAX_KEPT_BYTES]
  record Separate(int keptBytes) implements Capture {
    public Separate {
      requireKeepable(keptBytes);
    }
  }

  /// Both streams as one, in the order of writing; its beginning stays in memory.
  ///
  /// @param keptBytes 0 to [#MAX_KEPT_BYTES]
  record Merged(int keptBytes) implements Capture {
    public Merged {
      requireKeepable(keptBytes);
    }
  }

  /// Both streams as one, its beginning in memory and more of it in a file readable by us alone.
  ///
  /// @param keptBytes 0 to [#MAX_KEPT_BYTES]
  /// @param file created or overwritten
  /// @param fileBytes how long the file may become, at least 1
  record Logged(int keptBytes, Path file, long fileBytes) implements Capture {
    public Logged {
      requireKeepable(keptBytes);
      if (fileBytes < 1) {
        throw new IllegalArgumentException("a log of " + fileBytes + " bytes holds nothing");
      }
    }
  }

  /// How much of each stream is kept in memory, in bytes.
  int keptBytes();

  private static void requireKeepable(int keptBytes) {
    if (keptBytes < 0 || keptBytes > MAX_KEPT_BYTES) {
      throw new IllegalArgumentException(
          "output can be kept up to " + MAX_KEPT_BYTES + " bytes, not " + keptBytes);
    }
  }
}
