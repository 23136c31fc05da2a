package rowlock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The right to be the one hub of a project on this machine. The system takes it back when the
/// process ends, however it ends.
final class HubLock implements AutoCloseable {
  private final FileChannel channel;
  private final Path stopFile;

  private HubLock(FileChannel channel, Path stopFile) {
    this.channel = channel;
    this.stopFile = stopFile;
  }

  /// Takes the right, if nobody has it.
  ///
  /// @param home rowlock's folder of the project
  static Optional<HubLock> tryTake(Path home) {
    Path stopFile = stopFile(home);
    try {
      FileChannel channel =
          FileChannel.open(
              home.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      Files.deleteIfExists(stopFile);
      return Optional.of(new HubLock(channel, stopFile));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot lock " + home, broken);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  /// Asks whoever has the right to stop politely.
  static void askToStop(Path home) {
    try {
      Files.writeString(stopFile(home), "");
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write " + stopFile(home), broken);
    }
  }

  /// Whether somebody asked this hub to stop.
  boolean isStopWanted() {
    return Files.exists(stopFile);
  }

  private static Path stopFile(Path home) {
    return home.resolve("stop-wanted");
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(stopFile);
      channel.close();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot unlock the project", broken);
    }
  }
}
