package rowlock.cli;

import java.time.Duration;

/// Waiting between two looks at something that changes.
final class Pauses {
  private Pauses() {}

  static void rest(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", interrupted);
    }
  }
}
