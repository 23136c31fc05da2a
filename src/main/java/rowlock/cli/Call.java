package rowlock.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import rowlock.board.Command;
import rowlock.board.Request;
import rowlock.console.Terminal;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Projects;
import rowlock.task.AgentId;
import rowlock.task.Durations;
import rowlock.task.TaskId;

/// A command as it was typed, with the project it is about.
final class Call implements AutoCloseable {
  private final ParseResult typed;
  private final Terminal terminal;
  private final Tools tools;
  private @Nullable Desk desk;

  Call(ParseResult typed, Terminal terminal, Tools tools) {
    this.typed = typed;
    this.terminal = terminal;
    this.tools = tools;
  }

  Terminal terminal() {
    return terminal;
  }

  Tools tools() {
    return tools;
  }

  /// A word that must be there.
  String text(String label) {
    return optional(label).orElseThrow(() -> new IllegalArgumentException(label + ": is missing"));
  }

  /// A word or the value of an option.
  Optional<String> optional(String label) {
    if (label.startsWith("-")) {
      return Optional.ofNullable(typed.matchedOptionValue(label, (String) null));
    }
    for (PositionalParamSpec positional : typed.matchedPositionals()) {
      if (positional.paramLabel().equals(label)) {
        return Optional.ofNullable(positional.getValue());
      }
    }
    return Optional.empty();
  }

  /// The words that may be there in any number.
  List<String> words(String label) {
    for (PositionalParamSpec positional : typed.matchedPositionals()) {
      if (positional.paramLabel().equals(label)) {
        return List.copyOf(positional.<List<String>>getValue());
      }
    }
    return List.of();
  }

  /// The values of an option that may be given several times.
  List<String> all(String option) {
    return List.copyOf(typed.matchedOptionValue(option, List.<String>of()));
  }

  boolean has(String option) {
    return typed.hasMatchedOption(option);
  }

  /// The whole number that an option gives.
  Optional<Integer> integer(String option) {
    return optional(option)
        .map(text -> {
          if (!text.matches("-?\\d{1,9}")) {
            throw new IllegalArgumentException(field(option) + ": a whole number is wanted here");
          }
          return Integer.valueOf(text);
        });
  }

  /// The number that must be there.
  long number(String option) {
    String text = text(option);
    if (!text.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(field(option) + ": a whole number is wanted here");
    }
    return Long.parseLong(text);
  }

  Optional<Duration> duration(String option) {
    return optional(option).map(text -> Durations.parse(field(option), text));
  }

  /// The constant of this name, in lower case.
  <E extends Enum<E>> Optional<E> choice(String option, Class<E> type) {
    return optional(option).map(text -> constant(option, text, type));
  }

  static <E extends Enum<E>> E constant(String option, String text, Class<E> type) {
    List<String> names = List.of(type.getEnumConstants()).stream().map(Call::label).toList();
    int index = names.indexOf(text);
    if (index < 0) {
      throw new IllegalArgumentException(
          field(option) + ": one of " + String.join(", ", names) + " is wanted here");
    }
    return type.getEnumConstants()[index];
  }

  AgentId agent() {
    return new AgentId(text("AGENT"));
  }

  TaskId task() {
    return new TaskId(text("TASK"));
  }

  Command.Claim claim() {
    return new Command.Claim(agent(), task(), number("--fence"));
  }

  /// Who gives the command: whom `--as` names, or else a person.
  Caller operator() {
    return by(Request.OPERATOR);
  }

  /// Who gives the command: whom `--as` names, or else the agent it is about.
  Caller agentItself() {
    return by(agent().value());
  }

  /// Who gives the command: whom `--as` names, or else this one.
  Caller by(String otherwise) {
    return new Caller(optional("--as").orElse(otherwise), optional("--key"));
  }

  /// The project, opened at the first need.
  Desk desk() {
    Desk open = desk;
    if (open == null) {
      open = Projects.open(folder());
      desk = open;
    }
    return open;
  }

  /// The folder of the project.
  Path folder() {
    return wantedFolder()
        .orElseGet(() ->
            Projects.around(terminal.folder())
                .orElseThrow(() ->
                    new NoProject("there is no project in " + terminal.folder() + " or above")));
  }

  /// The folder of the project, if there is one.
  Optional<Path> knownFolder() {
    return wantedFolder().or(() -> Projects.around(terminal.folder()));
  }

  /// Whether there is a project where one is wanted; if not, one can be made in [#newFolder].
  boolean hasProject() {
    return named().map(Projects::isProject).orElseGet(() -> knownFolder().isPresent());
  }

  /// The folder in which a project is to be made.
  Path newFolder() {
    return named().orElse(terminal.folder());
  }

  private Optional<Path> wantedFolder() {
    Optional<Path> wanted = named();
    wanted.ifPresent(folder -> {
      if (!Projects.isProject(folder)) {
        throw new NoProject("there is no project in " + folder);
      }
    });
    return wanted;
  }

  private Optional<Path> named() {
    Optional<String> variable =
        Optional.ofNullable(terminal.environment().get(Options.PROJECT_VARIABLE))
            .filter(text -> !text.isEmpty());
    Optional<Path> wanted = optional(Options.PROJECT).or(() -> variable).map(terminal::resolve);
    wanted
        .filter(folder -> !Files.isDirectory(folder))
        .ifPresent(folder -> {
          throw new IllegalArgumentException("project: there is no folder " + folder);
        });
    return wanted;
  }

  static <E extends Enum<E>> String label(E constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static String field(String option) {
    return option.replaceFirst("^-+", "").replace('-', '_');
  }

  @Override
  public void close() {
    if (desk != null) {
      desk.close();
    }
  }

  /// There is no project where one is wanted.
  static final class NoProject extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoProject(String message) {
      super(message);
    }
  }
}
