package rowlock.kind;

import java.util.List;
import java.util.SortedSet;
import java.util.regex.Pattern;
import rowlock.task.Text;

/// How agents of one kind are started and understood: data, not code.
///
/// @param name how users refer to it
/// @param launch how its program is started
/// @param channels by what means it talks to rowlock, and rowlock understands it
/// @param permissions how much it may do without asking
/// @param installed how to find out whether the program is there and usable
/// @param spending what it may cost
/// @param capabilities what it can do
public record AgentKind(
    String name,
    Launch launch,
    Channels channels,
    Permissions permissions,
    Installed installed,
    Spending spending,
    SortedSet<String> capabilities) {
  /// The kind that runs a task's own script.
  public static final String SHELL = "shell";

  // Agents are named after their kind, and windows of terminals after agents.
  private static final Pattern WELL_FORMED = Pattern.compile("[a-z0-9][a-z0-9_-]{0,29}");

  public AgentKind {
    if (!WELL_FORMED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a kind is named with 1 to 30 of a-z, 0-9, '_' and '-', not " + Text.quote(name));
    }
    capabilities = Text.labels("capabilities", capabilities);
  }

  /// The program and the arguments it always gets.
  public List<String> command() {
    return launch.command();
  }

  /// Whether starting it may cost money.
  public Spending.Cost cost() {
    return spending.cost();
  }

  /// Whether it lives in a terminal and works on one task after the other.
  public boolean isInteractive() {
    return launch.mode() instanceof Launch.Mode.Interactive;
  }

  /// Whether it runs the task's script, so that a task without one cannot be done by it.
  public boolean needsScript() {
    return command().stream().anyMatch(argument -> argument.contains("{script_file}"));
  }
}
