package rowlock.app;

import java.io.Console;
import java.util.Map;
import java.util.Optional;
import rowlock.console.Terminal;

/// What the process's streams are connected to, as far as the launcher or the JVM can tell.
final class Screens {
  /// What the launcher found: the columns of the terminal that shows the output, or 0 if none does.
  private static final String COLUMNS = "ROWLOCK_COLUMNS";

  private static final int USUAL_WIDTH = 80;

  private Screens() {}

  static Terminal.Screen of(Map<String, String> environment) {
    boolean both = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    String columns = environment.getOrDefault(COLUMNS, "");
    if (!columns.matches("\\d{1,4}")) {
      return new Terminal.Screen(both, both, USUAL_WIDTH);
    }
    int width = Integer.parseInt(columns);
    return new Terminal.Screen(width > 0, both, width > 0 ? width : USUAL_WIDTH);
  }
}
