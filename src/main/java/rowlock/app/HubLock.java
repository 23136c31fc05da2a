package rowlock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.process.Patience;

/// The right to be the one hub of a project on this machine. The system takes it back when the
/// process ends, however it ends.
final class HubLock implements AutoCloseable {
  /// How long a hub that only serves may take to step back.
  private static final Duration HANDING_OVER = Duration.ofSeconds(30);

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

  /// Takes the right, from a hub that only serves if one has it: that one steps back meanwhile.
  ///
  /// @return empty if whoever has it does not step back
  static Optional<HubLock> takeOver(Path home) {
    Optional<HubLock> free = tryTake(home);
    if (free.isPresent() || !Files.exists(serving(home))) {
      return free;
    }
    Patience patience = new Patience(HANDING_OVER);
    try {
      Files.writeString(wish(home), "");
      while (patience.pause()) {
        Optional<HubLock> taken = tryTake(home);
        if (taken.isPresent()) {
          return taken;
        }
      }
      return Optional.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write " + wish(home), broken);
    } finally {
      deleteQuietly(wish(home));
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot delete " + file, broken);
    }
  }

  /// Says that this hub only serves and steps back for a run, as long as the file is there.
  void serveOnly(Path home) {
    try {
      Files.writeString(serving(home), "");
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write " + serving(home), broken);
    }
  }

  /// Says that whoever is the hub from now on does more than serve.
  void serveNoMore(Path home) {
    deleteQuietly(serving(home));
  }

  /// Whether a run wants to be the hub for a while.
  static boolean isYieldWanted(Path home) {
    return Files.exists(wish(home));
  }

  private static Path serving(Path home) {
    return home.resolve("hub.serving");
  }

  private static Path wish(Path home) {
    return home.resolve("hub.yield");
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
