package rowlock.mcp;

import java.util.Map;

/// What is to be answered over HTTP.
public sealed interface HttpReply {
  /// A whole answer.
  ///
  /// @param status the HTTP status
  /// @param headers to be set as they are; without `Content-Length`
  /// @param body JSON to be sent in UTF-8; empty if there is none
  record Whole(int status, Map<String, String> headers, String body) implements HttpReply {
    public Whole {
      headers = Map.copyOf(headers);
    }
  }

  /// Events as they happen, with status 200. Whoever writes them takes one piece after the other
  /// from the stream, writes and flushes it, and closes the stream at its end or when the client is
  /// gone.
  ///
  /// @param headers to be set as they are
  record Events(Map<String, String> headers, EventStream stream) implements HttpReply {
    public Events {
      headers = Map.copyOf(headers);
    }
  }
}
