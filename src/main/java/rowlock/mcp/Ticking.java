package rowlock.mcp;

import java.time.Duration;

/// Tells a client every few seconds that its call is still being worked on: some give up after a
/// minute of silence (the time-out of the official SDKs).
final class Ticking implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final Thread thread;

  private Ticking(Call call) {
    this.thread = Thread.ofVirtual().start(() -> tick(call));
  }

  static Ticking of(Call call) {
    return new Ticking(call);
  }

  private static void tick(Call call) {
    try {
      for (long seconds = PERIOD.toSeconds(); true; seconds += PERIOD.toSeconds()) {
        Thread.sleep(PERIOD);
        call.progress((double) seconds, 0, "for %d s".formatted(seconds));
      }
    } catch (InterruptedException over) {
      // The call is over, and with it the thread.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
