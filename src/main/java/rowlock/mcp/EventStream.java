package rowlock.mcp;

import java.util.Optional;

/// Server-sent events, piece by piece. One thread reads them.
public interface EventStream extends AutoCloseable {
  /// Waits for the next piece of text. If nothing happens for some seconds, that is a comment,
  /// which shows whether the client is still there.
  ///
  /// @return the piece, to be written in UTF-8 and flushed; empty at the end
  Optional<String> next() throws InterruptedException;

  /// Nobody will read on. Where the protocol says so, what is being worked on is cancelled.
  @Override
  void close();
}
