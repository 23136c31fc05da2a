package rowlock.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that is appended to and forced to the disk: what anything durable costs at least.
final class Forced implements Crowd.Worker, AutoCloseable {
  private static final int BLOCK_BYTES = 4 << 10;

  private final FileChannel file;

  private Forced(FileChannel file) {
    this.file = file;
  }

  static Forced in(Path folder) {
    try {
      return new Forced(
          FileChannel.open(
              folder.resolve("forced"), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void act() {
    try {
      file.write(ByteBuffer.allocate(BLOCK_BYTES));
      file.force(false);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void clear() {
    // An appended file needs no room.
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
