package rowlock.mcp;

import java.util.Map;
import java.util.Optional;
import rowlock.json.Json;

/// A call over HTTP that is refused before anybody works on it. Caught where the reply is made.
final class HttpRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Optional<Object> id;
  private final transient RpcError error;

  HttpRefusal(int status, RpcError error) {
    this(status, Optional.empty(), error);
  }

  /// @param id the id of the request, if that could be read
  HttpRefusal(int status, Optional<Object> id, RpcError error) {
    super(error.message(), null, false, false);
    this.status = status;
    this.id = id;
    this.error = error;
  }

  HttpReply.Whole reply() {
    return new HttpReply.Whole(
        status, Map.of("Content-Type", "application/json"), Json.compact(Message.error(id, error)));
  }
}
