package rowlock.web;

import java.util.LinkedHashMap;
import java.util.Map;
import rowlock.json.Json;

/// What is answered to a request.
public sealed interface Reply {
  /// The status, 200 to 599.
  int status();

  /// Headers besides those that every answer has.
  Map<String, String> headers();

  /// An answer that is there as a whole.
  ///
  /// @param status the status
  /// @param type the content type
  /// @param text the body; may be empty
  /// @param headers headers besides
  record Whole(int status, String type, String text, Map<String, String> headers) implements Reply {
    public Whole {
      headers = Map.copyOf(headers);
    }

    /// The same with one more header.
    public Whole with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Whole(status, type, text, more);
    }
  }

  /// An answer that comes piece by piece, each sent at once.
  ///
  /// @param status the status
  /// @param type the content type: `text/event-stream`
  /// @param headers headers besides
  /// @param source what sends the pieces; the answer ends when it returns
  record Streamed(int status, String type, Map<String, String> headers, Source source)
      implements Reply {
    public Streamed {
      headers = Map.copyOf(headers);
    }
  }

  /// What sends an answer piece by piece.
  interface Source {
    /// Sends until there is no more.
    ///
    /// @throws Gone if whoever asked is not there any more; let it pass
    /// @throws InterruptedException if the server closes meanwhile
    void sendTo(Sink sink) throws InterruptedException;
  }

  /// Where the pieces go.
  interface Sink {
    /// Sends a piece and waits until the system has taken it.
    ///
    /// @throws Gone if whoever asked is not there any more, or does not read
    void send(String piece);
  }

  /// Whoever asked is not there any more.
  final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Nobody reads this answer.
    public Gone(Throwable cause) {
      super("whoever asked is gone", cause);
    }
  }

  /// An answer in JSON.
  static Whole json(int status, Map<String, Object> members) {
    return new Whole(status, "application/json", Json.compact(members) + "\n", Map.of());
  }

  /// An answer in plain text.
  static Whole text(String type, String text) {
    return new Whole(200, type, text, Map.of());
  }

  /// The answer that something was not done.
  ///
  /// @param code the name of what happened, the same in every interface
  /// @param message what is so, in one sentence
  /// @param hint what to do next, in one sentence
  static Whole error(int status, String code, String message, String hint) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    error.put("hint", hint);
    return json(status, Map.of("error", error));
  }
}
