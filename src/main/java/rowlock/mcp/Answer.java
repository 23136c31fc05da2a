package rowlock.mcp;

import java.util.Map;
import java.util.Optional;

/// What a client is told in the end.
///
/// @param json the whole message
/// @param refusal why its request was refused; empty if it was fulfilled
record Answer(Map<String, Object> json, Optional<RpcError> refusal) {
  /// Works on a request with the thread of the caller.
  ///
  /// @return empty if the client did not want an answer any more
  static Optional<Answer> to(Message.Request request, Exchange exchange, Dialect dialect) {
    Answer answer;
    boolean wanted = exchange.begin();
    try {
      answer = wanted ? work(request, exchange, dialect) : stopped(request);
    } finally {
      wanted &= exchange.finish();
    }
    return wanted ? Optional.of(answer) : Optional.empty();
  }

  static Answer refused(Optional<Object> id, RpcError error) {
    return new Answer(Message.error(id, error), Optional.of(error));
  }

  private static Answer work(Message.Request request, Exchange exchange, Dialect dialect) {
    try {
      Map<String, Object> result = dialect.result(request, exchange);
      return new Answer(Message.result(request.id(), result), Optional.empty());
    } catch (Refusal refusal) {
      return refused(Optional.of(request.id()), refusal.error());
    } catch (InterruptedException interrupted) {
      return stopped(request);
    } catch (RuntimeException broken) {
      // The client has to be told, and the other ones have to be served.
      RpcError error = RpcError.of(RpcError.INTERNAL, "internal error: " + broken);
      return refused(Optional.of(request.id()), error);
    }
  }

  private static Answer stopped(Message.Request request) {
    return refused(
        Optional.of(request.id()), RpcError.of(RpcError.INTERNAL, "the server is stopping"));
  }
}
