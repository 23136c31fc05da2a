package rowlock.sim;

import rowlock.board.Request;
import rowlock.coordinator.Reply;

/// Whoever gives a request and wants to know what became of it.
interface Asker {
  /// The reply came.
  void hear(Request request, Reply reply);

  /// The process died before it replied; nobody knows what became of the request.
  void miss(Request request);

  /// A request on its way.
  record Question(Request request, Asker asker) {}
}
