package rowlock.cli;

import java.time.Duration;
import java.util.Map;
import rowlock.operation.Outcome;

/// Waiting between two looks at something that changes.
final class Pauses {
  private Pauses() {}

  /// What a command answers that goes on until somebody interrupts it.
  static Outcome interrupted(String message) {
    return new Outcome.NotDone(Outcome.Reason.INTERRUPTED, "interrupted", message, "", Map.of());
  }

  static void rest(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", interrupted);
    }
  }
}
