package rowlock.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
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
    try {
      if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new GitException("writers of " + file + " did not finish within " + PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException("interrupted while waiting to write", e);
    }
    try {
      return lock.getHoldCount() > 1 ? work.get() : writeAlone(work);
    } finally {
      lock.unlock();
    }
  }

  private <T> T writeAlone(Supplier<T> work) {
    // Closing the channel releases the lock, as does the death of this process.
    try (FileChannel channel = open()) {
      acquire(channel);
      return work.get();
    } catch (IOException e) {
      throw Disk.broken("cannot lock " + file, e);
    }
  }

  private FileChannel open() throws IOException {
    Disk.createDirectories(file.toAbsolutePath().resolveSibling(""));
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  private void acquire(FileChannel channel) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Duration pause = FIRST_PAUSE;
    FileLock held = tryLock(channel);
    while (held == null) {
      if (System.nanoTime() > deadline) {
        throw new GitException(file + " was held by another process for " + PATIENCE);
      }
      Pause.of(pause);
      pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
      held = tryLock(channel);
    }
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
