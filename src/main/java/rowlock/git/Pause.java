package rowlock.git;

import java.time.Duration;

/// Waiting for a short while: the only place of this package that sleeps.
final class Pause {
  private Pause() {}

  static void of(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GitException("interrupted while waiting", e);
    }
  }
}
