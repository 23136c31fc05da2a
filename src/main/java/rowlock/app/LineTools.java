package rowlock.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import rowlock.bench.Venue;
import rowlock.json.Json;

/// A client of an MCP server over its standard input and output.
///
/// Used by one thread.
final class LineTools implements Venue.Guest {
  private final BufferedReader in;
  private final Writer out;
  private final Runnable end;
  private long lastId;

  /// @param in what the server writes
  /// @param out what it reads
  /// @param end waits for the end of the server
  LineTools(BufferedReader in, Writer out, Runnable end) {
    this.in = in;
    this.out = out;
    this.end = end;
  }

  /// Begins.
  LineTools connected() {
    ask(ToolCall.hello(++lastId));
    tell(ToolCall.ready());
    return this;
  }

  @Override
  public Map<String, Object> call(String tool, Map<String, Object> arguments) {
    return ToolCall.told(ask(ToolCall.of(++lastId, tool, arguments)));
  }

  @Override
  public void listen() {
    // The server may write at any time as it is.
  }

  private void tell(String message) {
    try {
      out.write(message + "\n");
      out.flush();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Map<String, Object> ask(String message) {
    tell(message);
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Map<String, Object> answer =
            Json.STANDARD.parseObject(line.getBytes(StandardCharsets.UTF_8));
        if (!"2.0".equals(answer.get("jsonrpc"))) {
          throw new IllegalStateException("not JSON-RPC: " + line);
        }
        if (ToolCall.isAnswer(answer, lastId)) {
          return answer;
        }
      }
      throw new IllegalStateException("the server has ended");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
      end.run();
      in.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
