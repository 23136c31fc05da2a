package rowlock.web;

/// What answers the requests to a route, after the guard let them in.
@FunctionalInterface
public interface Endpoint {
  /// Answers one request. It may wait.
  ///
  /// @throws InterruptedException if the server closes meanwhile
  Reply answer(Ask ask) throws InterruptedException;
}
