package rowlock.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;

/// A program that takes over our terminal until it ends, for people to look and type.
public final class Foreground {
  private Foreground() {}

  /// Runs the program on our own standard streams and waits for its end.
  ///
  /// @return its exit status
  /// @throws StartFailed if it did not start
  /// @throws CancellationException if this thread was interrupted; the program goes on
  public static int run(List<String> argv) {
    try {
      return new ProcessBuilder(Arguments.checked(argv)).inheritIO().start().waitFor();
    } catch (IOException notStarted) {
      throw new StartFailed(
          StartFailed.Reason.OTHER, "cannot start " + argv.getFirst() + ": " + notStarted);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while " + argv.getFirst() + " was shown");
    }
  }
}
