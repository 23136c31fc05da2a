package rowlock.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// A connection on which a test says what it likes, HTTP or not.
final class RawCall implements AutoCloseable {
  private static final int WAIT_MS = 20_000;

  private final Socket socket;

  RawCall(int port) throws IOException {
    this.socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    socket.setSoTimeout(WAIT_MS);
  }

  /// The whole answer to a text, up to the end of the connection.
  static String say(int port, String text) throws IOException {
    try (RawCall call = new RawCall(port)) {
      call.send(text);
      return call.rest();
    }
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /// What comes until the server closes.
  String rest() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketTimeoutException open) {
      throw new AssertionError("the server keeps the connection open", open);
    } catch (IOException reset) {
      // Whoever is thrown out in the middle of a sentence may miss the end of the answer.
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /// What comes until a text is there, or the server closes.
  String until(String end) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    int next = in.read();
    while (next >= 0) {
      all.write(next);
      if (all.toString(StandardCharsets.UTF_8).endsWith(end)) {
        break;
      }
      next = in.read();
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /// Sends a piece again and again, with a pause, until the server closes.
  ///
  /// @return whether it did, before this test lost its patience
  boolean dripUntilClosed(String piece) throws IOException {
    socket.setSoTimeout(50);
    long until = System.nanoTime() + WAIT_MS * 1_000_000L;
    while (System.nanoTime() < until) {
      try {
        send(piece);
        if (socket.getInputStream().read() < 0) {
          return true;
        }
      } catch (SocketTimeoutException pause) {
        // Nothing came: this is the pause.
      } catch (IOException reset) {
        return true;
      }
    }
    return false;
  }

  /// Nothing more will be sent.
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
