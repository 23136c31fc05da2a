package rowlock.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file that takes a limited number of bytes and lets the rest fall.
final class BoundedLog extends OutputStream {
  private final OutputStream file;
  private long leftBytes;

  /// Creates or overwrites the file, readable by us alone.
  BoundedLog(Path path, long limitBytes) throws IOException {
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    file =
        Channels.newOutputStream(
            FileChannel.open(
                path,
                options,
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------"))));
    leftBytes = limitBytes;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int count = (int) Math.min(length, leftBytes);
    file.write(bytes, offset, count);
    leftBytes -= count;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
