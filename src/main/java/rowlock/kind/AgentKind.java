package rowlock.kind;

import java.util.List;
import java.util.SortedSet;
import java.util.regex.Pattern;
import rowlock.task.Text;

/// How agents of one kind are started and understood: data, not code.
///
/// @param name how users refer to it
/// @param command the program and its arguments; `{brief}`, `{brief_file}`, `{script_file}`,
///   `{task}`, `{title}`, `{agent}` and `{worktree}` are replaced inside each argument, and never
///   reach a shell
/// @param input what it reads from its standard input
/// @param form what its output says
/// @param environment names of variables it gets from ours; one that ends in `*` stands for every
///   name with that beginning
/// @param capabilities what it can do
/// @param cost whether starting it may cost money
public record AgentKind(
    String name,
    List<String> command,
    Input input,
    Form form,
    List<String> environment,
    SortedSet<String> capabilities,
    Cost cost) {
  /// The kind that runs a task's own script.
  public static final String SHELL = "shell";

  // Agents are named after their kind, and windows of terminals after agents.
  private static final Pattern WELL_FORMED = Pattern.compile("[a-z0-9][a-z0-9_-]{0,29}");

  /// What an agent reads from its standard input.
  public enum Input {
    /// Nothing.
    NONE,
    /// Its brief.
    BRIEF
  }

  /// What the output of an agent says.
  public enum Form {
    /// Text for people; the exit code alone tells how it went.
    TEXT,
    /// JSON lines as `claude -p --output-format stream-json` writes them; the last `result` line
    /// tells how it went, whatever the exit code.
    CLAUDE_STREAM_JSON
  }

  /// Whether starting an agent may cost money.
  public enum Cost {
    /// It does not.
    FREE,
    /// It may, so it wants the user's consent.
    MAY_COST
  }

  public AgentKind {
    if (!WELL_FORMED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a kind is named with 1 to 30 of a-z, 0-9, '_' and '-', not " + Text.quote(name));
    }
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw new IllegalArgumentException("kind " + name + ": command must not be empty");
    }
    command = List.copyOf(command);
    environment = Text.lines("environment", environment);
    capabilities = Text.labels("capabilities", capabilities);
  }

  /// Whether it runs the task's script, so that a task without one cannot be done by it.
  public boolean needsScript() {
    return command.stream().anyMatch(argument -> argument.contains("{script_file}"));
  }
}
