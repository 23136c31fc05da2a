package rowlock.mcp;

import java.util.Map;

/// How requests of one era of the protocol are understood and answered.
interface Dialect {
  /// The result of a request.
  ///
  /// @throws Refusal if it cannot be answered as it was asked
  /// @throws InterruptedException if it was cancelled
  Map<String, Object> result(Message.Request request, Exchange exchange)
      throws InterruptedException;
}
