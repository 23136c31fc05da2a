package rowlock.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Entries as JSON lines. The members that were hashed stand in a line byte for byte, between
/// `position` and `hash`, so that anybody can check the chain.
final class Export {
  /// How many entries are gathered before they are written.
  static final int STEP = 1_000;

  private final OutputStream out;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private long position;

  Export(OutputStream out) {
    this.out = out;
  }

  /// The last entry that was added.
  long position() {
    return position;
  }

  void add(long next, byte[] body, byte[] hash) {
    position = next;
    lines.writeBytes(utf8("{\"position\":" + next + ","));
    lines.write(body, 1, body.length - 2);
    lines.writeBytes(utf8(",\"hash\":\"" + Chain.hex(hash) + "\"}\n"));
  }

  void flush() throws IOException {
    lines.writeTo(out);
    lines.reset();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
