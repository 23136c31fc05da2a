package rowlock.console;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntSupplier;

/// Where a command line was typed, and where its answer goes.
///
/// @param out for answers
/// @param err for complaints
/// @param in for answers of whoever typed it
/// @param folder the current folder
/// @param environment the environment variables
/// @param screen what the streams are connected to
/// @param interrupts how often somebody pressed Ctrl-C since the start
public record Terminal(
    PrintStream out,
    PrintStream err,
    BufferedReader in,
    Path folder,
    Map<String, String> environment,
    Screen screen,
    IntSupplier interrupts) {
  public Terminal {
    environment = Map.copyOf(environment);
  }

  /// What the streams are connected to.
  ///
  /// @param shown whether answers appear on a terminal
  /// @param asked whether somebody can be asked
  /// @param width the terminal's columns
  public record Screen(boolean shown, boolean asked, int width) {
    /// Files or pipes.
    public static final Screen NONE = new Screen(false, false, 80);
  }

  /// Whether shades are wanted.
  public boolean isColoured() {
    return screen.shown()
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /// A path as it was typed here.
  public Path resolve(String path) {
    return folder.resolve(path).normalize();
  }
}
