package rowlock.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A line in which writers of the same thing wait: threads by a lock, processes by a file lock. Git
/// itself fails rather than waits when two writers meet.
final class WriteQueue {
  static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Path file;

  /// @param file the file that processes lock; it stays
  WriteQueue(Path file) {
    this.file = file;
  }

  /// Does some work while nobody else of ours writes; may be called from within such work.
  <T> T write(Supplier<T> work) {
    Turn turn = take();
    try {
      return work.get();
    } finally {
      turn.close();
    }
  }

  /// Being the only writer, until it is closed by the thread that took it.
  final class Turn implements AutoCloseable {
    private final @Nullable FileChannel channel;

    private Turn(@Nullable FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void close() {
      try {
        if (channel != null) {
          // This releases the lock, as does the death of this process.
          channel.close();
        }
      } catch (IOException e) {
        throw Disk.broken("cannot unlock " + file, e);
      } finally {
        lock.unlock();
      }
    }
  }

  /// Waits until nobody else of ours writes.
  Turn take() {
    try {
      if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new GitException("writers of " + file + " did not finish within " + PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException("interrupted while waiting to write", e);
    }
    return locked(() -> acquired(PATIENCE))
        .orElseThrow(() -> new GitException(file + " was held by another process for " + PATIENCE));
  }

  /// The turn, if nobody has it now.
  Optional<Turn> takeIfFree() {
    return lock.tryLock() ? locked(() -> acquired(Duration.ZERO)) : Optional.empty();
  }

  /// The rest of taking a turn, by the thread that has the lock already.
  private Optional<Turn> locked(Supplier<Optional<FileChannel>> file) {
    boolean taken = false;
    try {
      Optional<Turn> turn =
          lock.getHoldCount() > 1 ? Optional.of(new Turn(null)) : file.get().map(Turn::new);
      taken = turn.isPresent();
      return turn;
    } finally {
      if (!taken) {
        lock.unlock();
      }
    }
  }

  private Optional<FileChannel> acquired(Duration patience) {
    try {
      FileChannel channel = open();
      try {
        if (acquire(channel, patience)) {
          return Optional.of(channel);
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw Disk.broken("cannot lock " + file, e);
    }
  }

  private FileChannel open() throws IOException {
    Disk.createDirectories(file.toAbsolutePath().resolveSibling(""));
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  private boolean acquire(FileChannel channel, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (tryLock(channel) == null) {
      if (System.nanoTime() >= deadline) {
        return false;
      }
      Pause.of(pause);
      pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    }
    return true;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another Repository object of this very process holds it.
      return null;
    }
  }
}
