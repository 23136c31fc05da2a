package rowlock.registry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import rowlock.access.Identity;
import rowlock.operation.Outcome;

/// The way an interface calls operations: in this process, or in the hub's.
public interface Gateway {
  /// Calls an operation and waits for what becomes of it.
  ///
  /// @param arguments by parameter
  /// @param key calling again with the same key does it once
  /// @throws InterruptedException if this thread is interrupted; whether it was done is unknown
  ///   then
  Outcome call(String operation, Map<String, Object> arguments, Optional<String> key)
      throws InterruptedException;

  /// Who calls.
  Identity identity();

  /// Waits until the journal is beyond a position, or the time is over.
  ///
  /// @return the position it has then
  long awaitBeyond(long position, Duration longest) throws InterruptedException;
}
