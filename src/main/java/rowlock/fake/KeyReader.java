package rowlock.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import rowlock.process.Patience;

/// The reader of keys from a terminal in raw mode, with bracketed pastes. Used by one thread.
final class KeyReader {
  private static final byte[] PASTE_END = "\u001b[201~".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_PASTE_BYTES = 1 << 20;
  private static final int MAX_PARAMETERS = 32;

  /// After this nothing more belongs to an Escape.
  private static final Duration ESCAPE_TIME = Duration.ofMillis(25);

  private final InputStream in;

  KeyReader(InputStream in) {
    this.in = in;
  }

  /// The next one; waits for it.
  Keystroke next() {
    try {
      int first = in.read();
      return switch (first) {
        case -1 -> new Keystroke.Gone();
        case '\r' -> Keystroke.Named.ENTER;
        case '\n' -> Keystroke.Named.NEWLINE;
        case 0x03 -> Keystroke.Named.CTRL_C;
        case 0x04 -> Keystroke.Named.CTRL_D;
        case 0x15 -> Keystroke.Named.CTRL_U;
        case 0x08, 0x7f -> Keystroke.Named.BACKSPACE;
        case 0x1b -> escape();
        default -> first < 0x20 ? Keystroke.Named.OTHER : new Keystroke.Typed(character(first));
      };
    } catch (IOException _) {
      // A terminal that was closed cannot be read.
      return new Keystroke.Gone();
    }
  }

  private String character(int first) throws IOException {
    int more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4);
    bytes.write(first);
    bytes.write(in.readNBytes(more));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Keystroke escape() throws IOException {
    Patience patience = new Patience(ESCAPE_TIME);
    while (in.available() == 0) {
      if (!patience.pause()) {
        return Keystroke.Named.ESCAPE;
      }
    }
    int next = in.read();
    if (next != '[') {
      return Keystroke.Named.OTHER;
    }
    StringBuilder parameters = new StringBuilder();
    int last = in.read();
    while (last >= 0 && last < 0x40 && parameters.length() < MAX_PARAMETERS) {
      parameters.append((char) last);
      last = in.read();
    }
    return sequence(parameters.toString(), last);
  }

  private Keystroke sequence(String parameters, int last) throws IOException {
    return switch (last) {
      case 'A' -> Keystroke.Named.UP;
      case 'B' -> Keystroke.Named.DOWN;
      case 'R' -> sized(parameters);
      case '~' -> parameters.equals("200") ? paste() : Keystroke.Named.OTHER;
      default -> Keystroke.Named.OTHER;
    };
  }

  private static Keystroke sized(String parameters) {
    return parameters.matches("[1-9]\\d{0,3};[1-9]\\d{0,3}")
        ? new Keystroke.Sized(
            Integer.parseInt(parameters.split(";", 2)[0]),
            Integer.parseInt(parameters.split(";", 2)[1]))
        : Keystroke.Named.OTHER;
  }

  private Keystroke paste() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < PASTE_END.length && bytes.size() < MAX_PASTE_BYTES) {
      int next = in.read();
      if (next < 0) {
        return new Keystroke.Gone();
      }
      bytes.write(next);
      boolean goesOn = next == PASTE_END[matched];
      matched = goesOn ? matched + 1 : next == PASTE_END[0] ? 1 : 0;
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    return new Keystroke.Pasted(
        text.substring(0, text.length() - matched).replace("\r\n", "\n").replace('\r', '\n'));
  }
}
