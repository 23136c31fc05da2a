package rowlock.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import rowlock.kind.AgentKind;
import rowlock.kind.AgentKinds;
import rowlock.kind.Checkup;
import rowlock.operation.Workshop;
import rowlock.operation.Workshop.Finding;
import rowlock.operation.Workshop.Health;
import rowlock.process.Command;
import rowlock.process.Environment;
import rowlock.process.Result;
import rowlock.process.StartFailed;

/// A look at the programs of agents on this machine: only their versions and helps are asked for,
/// which costs nothing.
final class AgentExamination {
  /// How long a program may take to tell its version; the slowest known takes 4 s alone.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final Map<String, String> environment;
  private final Map<List<String>, Optional<String>> answers = new HashMap<>();

  /// @param folder where the programs are run
  /// @param environment the variables of this process
  AgentExamination(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /// A look at what this process would start.
  static AgentExamination here(Path folder) {
    return new AgentExamination(folder, System.getenv());
  }

  List<Finding> findings(AgentKinds kinds) {
    List<Finding> findings = new ArrayList<>();
    for (AgentKind kind : kinds.all()) {
      Checkup.Diagnosis diagnosis = Checkup.of(kind, facts(kind, help(kind)));
      findings.add(
          new Finding(
              "agent kind " + kind.name(),
              diagnosis.state() == Checkup.State.READY ? Health.GOOD : Health.LIMITED,
              diagnosis.text(),
              diagnosis.advice()));
    }
    return findings;
  }

  /// Refuses a kind whose program is missing, broken or too old. Only its version is asked for.
  ///
  /// @return what the user should know although it may well work
  /// @throws Workshop.Refusal if agents of this kind cannot be started
  Optional<String> requireUsable(AgentKind kind) {
    Checkup.Diagnosis diagnosis = Checkup.of(kind, facts(kind, Optional.empty()));
    String finding = "agents of kind %s: %s".formatted(kind.name(), diagnosis.text());
    return switch (diagnosis.state()) {
      case MISSING, BROKEN, TOO_OLD ->
          throw new Workshop.Refusal(
              Workshop.Refusal.Kind.ENVIRONMENT,
              finding,
              diagnosis.advice() + "; `rowlock doctor agents` looks closer");
      // A login may be where nobody looks, such as a keychain: the program itself will say.
      case WANTS_LOGIN, LIMITED -> Optional.of(finding + "; " + diagnosis.advice());
      case READY -> Optional.empty();
    };
  }

  /// Where a program lies.
  Optional<Path> onPath(String program) {
    return Programs.find(program, environment);
  }

  private Optional<String> help(AgentKind kind) {
    return onPath(kind.command().getFirst())
        .flatMap(_ -> Checkup.helpCommand(kind))
        .flatMap(this::answer);
  }

  private Checkup.Facts facts(AgentKind kind, Optional<String> help) {
    Optional<Path> program = onPath(kind.command().getFirst());
    boolean asks = program.isPresent() && !kind.installed().version().isEmpty();
    return new Checkup.Facts(
        program,
        asks ? answer(kind.installed().version()) : Optional.empty(),
        help,
        logins(kind),
        onPath("curl").isPresent() ? Checkup.Curl.PRESENT : Checkup.Curl.ABSENT);
  }

  private Set<String> logins(AgentKind kind) {
    Set<String> logins = new TreeSet<>();
    for (String variable : kind.installed().login().variables()) {
      if (!environment.getOrDefault(variable, "").isBlank()) {
        logins.add(variable);
      }
    }
    String home = environment.getOrDefault("HOME", "");
    for (String file : kind.installed().login().files()) {
      Path path = Path.of(file.startsWith("~/") ? home + file.substring(1) : file);
      if (Files.isReadable(path)) {
        logins.add(file);
      }
    }
    return logins;
  }

  /// What a command prints; absent if it fails. Asked once.
  private Optional<String> answer(List<String> argv) {
    Optional<String> known = answers.get(argv);
    if (known == null) {
      known = ask(argv);
      answers.put(argv, known);
    }
    return known;
  }

  private Optional<String> ask(List<String> argv) {
    try {
      Result result =
          Command.of(folder, argv)
              .with(Environment.BASIC.with("DISABLE_AUTOUPDATER", "1"))
              .within(PATIENCE)
              .run();
      return result.succeeded()
          ? Optional.of(result.out().text() + result.err().text())
          : Optional.empty();
    } catch (StartFailed unusable) {
      return Optional.empty();
    }
  }
}
