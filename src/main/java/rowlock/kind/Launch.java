package rowlock.kind;

import java.util.List;
import java.util.Optional;
import rowlock.task.Text;

/// How the program of a kind is started.
///
/// @param mode whether it lives in a terminal or does one task and ends
/// @param command the program and the arguments it always gets; see [Recipe] for the placeholders
///   inside them, which never reach a shell
/// @param briefing how it is told what to do
/// @param home whose settings and logins it uses
/// @param idioms how its command line says what is not always said
/// @param environment names of variables it gets from ours; one that ends in `*` stands for every
///   name with that beginning
public record Launch(
    Mode mode,
    List<String> command,
    Briefing briefing,
    Home home,
    Idioms idioms,
    List<String> environment) {
  /// Whether an agent lives in a terminal or does one task and ends.
  public sealed interface Mode {
    /// It lives in a terminal.
    ///
    /// @param headless the kind that does the same without a terminal, if there is one
    record Interactive(Optional<String> headless) implements Mode {}

    /// It does one task and ends.
    record Headless() implements Mode {}
  }

  /// How an agent is told what to do.
  public enum Briefing {
    /// By placeholders in its command, if at all.
    ARGUMENT,
    /// It reads its brief from its standard input.
    STDIN,
    /// By a file that its command names as `{brief_file}`.
    FILE,
    /// By the arguments of [Idioms#prompt] at the end of its command line.
    PROMPT_ARGUMENT,
    /// It is typed into its terminal once it is idle.
    TYPED
  }

  /// Whose settings and logins an agent uses.
  public enum Home {
    /// The user's, which rowlock never writes to.
    USER,
    /// One of its own in its private folder, made for it.
    OWN,
    /// One of its own if a key in the environment makes a login unnecessary, else the user's.
    AUTO
  }

  /// How a command line says what is not always said; empty where it cannot be said.
  ///
  /// @param prompt with `{prompt}`: the first thing it is told
  /// @param model with `{model}`: which model to use
  /// @param session with `{session}`, a UUID of our choice: the name of its session
  /// @param resume with `{session}`: to go on with a session of before
  /// @param plan the whole command of its planning form, which answers in JSON as `{schema}` or the
  ///   file `{schema_file}` says
  public record Idioms(
      List<String> prompt,
      List<String> model,
      List<String> session,
      List<String> resume,
      List<String> plan) {
    public Idioms {
      prompt = wanting("prompt", "{prompt}", prompt);
      model = wanting("model", "{model}", model);
      session = wanting("session.choose", "{session}", session);
      resume = wanting("session.resume", "{session}", resume);
      plan = List.copyOf(plan);
    }

    private static List<String> wanting(String field, String placeholder, List<String> argv) {
      if (!argv.isEmpty() && argv.stream().noneMatch(each -> each.contains(placeholder))) {
        throw new IllegalArgumentException(field + ": must contain " + placeholder);
      }
      return List.copyOf(argv);
    }
  }

  public Launch {
    command = List.copyOf(command);
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw new IllegalArgumentException("command must not be empty");
    }
    environment = Text.lines("environment", environment);
    if (briefing == Briefing.FILE && command.stream().noneMatch(c -> c.contains("{brief_file}"))) {
      throw new IllegalArgumentException("brief: file wants {brief_file} in the command");
    }
    if (briefing == Briefing.PROMPT_ARGUMENT && idioms.prompt().isEmpty()) {
      throw new IllegalArgumentException("brief: prompt_argument wants prompt: with {prompt}");
    }
    if (briefing == Briefing.TYPED && mode instanceof Mode.Headless) {
      throw new IllegalArgumentException("brief: typed wants mode: interactive");
    }
  }
}
