package rowlock.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.SplittableRandom;

/// Disk space kept in a file that says nothing, so that leases can be renewed on a full disk.
///
/// It is given away in slices to renewals alone; everything else waits until it is whole again, or
/// the first claim would eat what the renewals live on.
final class Reserve {
  /// How large it is: enough for some dozens of renewals, which take one or two slices each until
  /// the log is reused.
  static final int WHOLE_BYTES = 1 << 20;

  private static final int SLICE_BYTES = 1 << 15;

  private final JournalFiles files;

  Reserve(JournalFiles files) {
    this.files = files;
  }

  /// Whether nothing of it was given away, or all of it could be taken back.
  boolean isWholeAgain() {
    try {
      if (Files.exists(files.reserve()) && Files.size(files.reserve()) == WHOLE_BYTES) {
        return true;
      }
      fill();
      return true;
    } catch (IOException stillFull) {
      return false;
    }
  }

  /// Gives a slice away.
  ///
  /// @return whether there was one left
  boolean giveSlice() throws IOException {
    try (FileChannel channel = files.openPrivate(files.reserve())) {
      long left = channel.size();
      channel.truncate(Math.max(0, left - SLICE_BYTES));
      channel.force(true);
      return left > 0;
    }
  }

  /// Takes all of it.
  ///
  /// @throws IOException if the disk has not got it; then nothing is taken
  void fill() throws IOException {
    try (FileChannel channel = files.openPrivate(files.reserve())) {
      long before = channel.size();
      try {
        // Noise, because a file system may store zeros without taking space.
        byte[] noise = new byte[WHOLE_BYTES];
        new SplittableRandom(before).nextBytes(noise);
        ByteBuffer rest = ByteBuffer.wrap(noise);
        while (rest.hasRemaining()) {
          channel.write(rest, rest.position());
        }
        channel.force(true);
      } catch (IOException full) {
        channel.truncate(Math.min(before, channel.size()));
        throw full;
      }
    }
  }
}
