package rowlock.tmux;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The lines of a stream, of each of which no more is kept than asked for, however long it is.
///
/// For one thread.
final class LineReader {
  private static final int CHUNK_BYTES = 64 << 10;

  private final InputStream stream;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int from;
  private int to;

  LineReader(InputStream stream) {
    this.stream = stream;
  }

  /// A line without its newline, or its beginning.
  static final class Line {
    private final byte[] kept;
    private final long lengthBytes;

    private Line(byte[] kept, long lengthBytes) {
      this.kept = kept;
      this.lengthBytes = lengthBytes;
    }

    /// What was kept of it; not to be changed.
    byte[] kept() {
      return kept;
    }

    /// How long it was.
    long lengthBytes() {
      return lengthBytes;
    }

    boolean complete() {
      return kept.length == lengthBytes;
    }

    boolean is(byte[] other) {
      return Arrays.equals(kept, other);
    }

    boolean startsWith(byte[] beginning) {
      return kept.length >= beginning.length
          && Arrays.equals(kept, 0, beginning.length, beginning, 0, beginning.length);
    }

    String text() {
      return new String(kept, StandardCharsets.UTF_8);
    }
  }

  /// The next line; empty at the end of the stream. What comes after the last newline is no line.
  Optional<Line> next(int keptBytes) throws IOException {
    ByteArrayOutputStream earlier = new ByteArrayOutputStream(0);
    long lengthBytes = 0;
    while (true) {
      int end = newline();
      int room = Math.min(end - from, keptBytes - earlier.size());
      lengthBytes += end - from;
      if (end < to && earlier.size() == 0) {
        byte[] kept = Arrays.copyOfRange(chunk, from, from + room);
        from = end + 1;
        return Optional.of(new Line(kept, lengthBytes));
      }
      earlier.write(chunk, from, room);
      from = Math.min(end + 1, to);
      if (end < to) {
        return Optional.of(new Line(earlier.toByteArray(), lengthBytes));
      }
      if (!fill()) {
        return Optional.empty();
      }
    }
  }

  /// Where the next newline of the chunk is; its end if there is none.
  private int newline() {
    int at = from;
    while (at < to && chunk[at] != '\n') {
      at++;
    }
    return at;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(stream.read(chunk), 0);
    return to > 0;
  }
}
