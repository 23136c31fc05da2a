package rowlock.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Messages, one on each line, none of which is ever held beyond a limit, however long it is.
final class LineReader {
  private static final int CHUNK = 8 << 10;

  private final InputStream in;
  private final int longest;
  private final byte[] chunk = new byte[CHUNK];
  private int from;
  private int to;

  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /// What the next line says that is not blank; empty at the end. What stands after the last
  /// newline counts, and so does a line that was too long and stepped over.
  Optional<Message> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean tooLong = false;
    while (true) {
      if (from == to && !fill()) {
        return tooLong || line.size() > 0 ? Optional.of(message(line, tooLong)) : Optional.empty();
      }
      int end = from;
      while (end < to && chunk[end] != '\n') {
        end++;
      }
      tooLong |= line.size() + (end - from) > longest;
      if (tooLong) {
        line.reset();
      } else {
        line.write(chunk, from, end - from);
      }
      boolean complete = end < to;
      from = complete ? end + 1 : end;
      if (complete && (tooLong || !isBlank(line))) {
        return Optional.of(message(line, tooLong));
      }
      if (complete) {
        line.reset();
      }
    }
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(chunk));
    return to > 0;
  }

  private static boolean isBlank(ByteArrayOutputStream line) {
    return line.size() == 0 || (line.size() == 1 && line.toByteArray()[0] == '\r');
  }

  private static Message message(ByteArrayOutputStream line, boolean tooLong) {
    return tooLong
        ? new Message.Malformed(Optional.empty(), RpcError.invalidRequest(MessageReader.tooLong()))
        : MessageReader.read(line.toByteArray());
  }
}
