package rowlock.mcp;

import java.util.Map;

/// Where messages to a client go while its request is being worked on.
interface Outbox {
  /// Sends a message that must not be lost; waits while the client is slow.
  ///
  /// @throws InterruptedException if the call was cancelled meanwhile
  void send(Map<String, Object> message) throws InterruptedException;

  /// Sends a message that may be left out if the client is slow.
  void tell(Map<String, Object> message);
}
