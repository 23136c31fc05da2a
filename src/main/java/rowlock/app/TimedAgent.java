package rowlock.app;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import rowlock.bench.KeyTimes;

/// The fake agent as `rowlock bench agents` starts it: it notes when keys reach it.
public final class TimedAgent {
  private TimedAgent() {}

  /// Runs until its end.
  ///
  /// @param arguments the folder where it notes them, in a file of the agent's name; then what
  ///   `rowlock fake-agent` is given
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]).resolve(System.getenv("ROWLOCK_AGENT"));
    System.setIn(KeyTimes.noting(System.in, file));
    Main.main(
        Stream.concat(Stream.of("fake-agent"), Arrays.stream(arguments).skip(1))
            .toArray(String[]::new));
  }
}
