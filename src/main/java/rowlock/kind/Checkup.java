package rowlock.kind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Whether agents of a kind can be started on this machine, judged from facts that cost nothing.
public final class Checkup {
  private static final Pattern FLAG = Pattern.compile("--[a-z][a-z0-9-]*");

  private final AgentKind kind;
  private final Facts facts;

  private Checkup(AgentKind kind, Facts facts) {
    this.kind = kind;
    this.facts = facts;
  }

  /// What was found on this machine.
  ///
  /// @param program where the program lies; absent if it is not there
  /// @param version what the command for its version printed; absent if that failed or there is
  ///   none
  /// @param help what its help says; absent if nobody asked
  /// @param logins which of the kind's login variables are set and which of its login files exist
  /// @param curl whether there is curl, for hooks that are commands
  public record Facts(
      Optional<Path> program,
      Optional<String> version,
      Optional<String> help,
      Set<String> logins,
      Curl curl) {
    public Facts {
      logins = Set.copyOf(logins);
    }
  }

  /// Whether there is curl.
  public enum Curl {
    /// There is.
    PRESENT,
    /// There is none.
    ABSENT
  }

  /// How agents of a kind stand.
  public enum State {
    /// They can be started.
    READY,
    /// The program is not there.
    MISSING,
    /// The program is there but does not tell its version.
    BROKEN,
    /// The program is older than rowlock can handle.
    TOO_OLD,
    /// No login was found.
    WANTS_LOGIN,
    /// They can be started, but something will not work.
    LIMITED
  }

  /// How agents of a kind stand.
  ///
  /// @param state in a word
  /// @param text what was found
  /// @param advice what to do about it; empty if nothing
  public record Diagnosis(State state, String text, String advice) {}

  /// How agents of a kind stand.
  public static Diagnosis of(AgentKind kind, Facts facts) {
    return new Checkup(kind, facts).diagnosis();
  }

  /// The command that prints the help for the form in which rowlock uses the program; absent if its
  /// kind tells no command for its version either.
  public static Optional<List<String>> helpCommand(AgentKind kind) {
    if (kind.installed().version().isEmpty()) {
      return Optional.empty();
    }
    List<String> command =
        new ArrayList<>(
            kind.command().stream().takeWhile(argument -> !argument.startsWith("-")).toList());
    command.add("--help");
    return Optional.of(command);
  }

  private Diagnosis diagnosis() {
    Installed installed = kind.installed();
    String program = kind.command().getFirst();
    if (facts.program().isEmpty()) {
      String advice =
          installed.install().isEmpty()
              ? "install it, or do not use this kind"
              : "`%s`, or do not use this kind".formatted(installed.install());
      return new Diagnosis(State.MISSING, program + " is not on PATH", advice);
    }
    if (installed.version().isEmpty()) {
      return new Diagnosis(State.READY, facts.program().get().toString(), "");
    }
    Optional<Version> version = facts.version().flatMap(Version::in);
    if (version.isEmpty()) {
      return new Diagnosis(
          State.BROKEN,
          "`%s` told no version".formatted(String.join(" ", installed.version())),
          "run it yourself to see why");
    }
    String found = version.get() + " at " + facts.program().get();
    Optional<Version> minimum = installed.minimum();
    if (minimum.isPresent() && version.get().compareTo(minimum.get()) < 0) {
      return new Diagnosis(
          State.TOO_OLD,
          "%s is too old, at least %s is needed".formatted(found, minimum.get()),
          installed.install().isEmpty() ? "update it" : "`" + installed.install() + "`");
    }
    return usable(found);
  }

  private Diagnosis usable(String found) {
    Installed.Login login = kind.installed().login();
    boolean asksForLogin = !login.variables().isEmpty() || !login.files().isEmpty();
    if (asksForLogin && facts.logins().isEmpty()) {
      return new Diagnosis(
          State.WANTS_LOGIN,
          found + ", no login found",
          "log in with `%s`, or set %s"
              .formatted(kind.command().getFirst(), String.join(" or ", login.variables())));
    }
    String text = found + login() + "; signals: " + String.join(", ", signals());
    Set<String> unknown = unknownFlags();
    if (!unknown.isEmpty()) {
      return new Diagnosis(
          State.LIMITED,
          text + "; its help does not mention " + String.join(", ", unknown),
          "if it does not start, describe the kind anew in agents.yaml");
    }
    if (wantsCurl() && facts.curl() == Curl.ABSENT) {
      return new Diagnosis(
          State.LIMITED, text + "; no curl, so it cannot run all its hooks", "install curl");
    }
    return new Diagnosis(State.READY, text, "");
  }

  private String login() {
    return facts.logins().isEmpty()
        ? ""
        : ", login by " + String.join(", ", new TreeSet<>(facts.logins()));
  }

  private boolean wantsCurl() {
    return switch (kind.channels().hooks()) {
      case CLAUDE_SETTINGS, CODEX_HOOKS, GEMINI_SETTINGS -> true;
      case NONE, OPENCODE_PLUGIN -> false;
    };
  }

  private List<String> signals() {
    List<String> signals = new ArrayList<>(List.of("process"));
    boolean hooked =
        switch (kind.channels().hooks()) {
          case CLAUDE_SETTINGS -> true;
          case CODEX_HOOKS, GEMINI_SETTINGS -> facts.curl() == Curl.PRESENT;
          case NONE, OPENCODE_PLUGIN -> false;
        };
    if (hooked) {
      signals.add("hooks");
    }
    if (kind.channels().mcp() != Channels.McpForm.NONE) {
      signals.add("MCP");
    }
    if (kind.channels().output() != Channels.OutputForm.TEXT) {
      signals.add("JSON lines");
    }
    kind.channels().screen().ifPresent(screen -> signals.add("screen"));
    return signals;
  }

  /// Options that rowlock would use and that the help, if there is any, does not mention.
  private Set<String> unknownFlags() {
    Set<String> unknown = new TreeSet<>();
    if (facts.help().isEmpty() || facts.help().get().isBlank()) {
      return unknown;
    }
    Permissions permissions = kind.permissions();
    Launch.Idioms idioms = kind.launch().idioms();
    Stream.of(
            kind.command(),
            permissions.of(permissions.usual()).arguments(),
            idioms.prompt(),
            idioms.model(),
            idioms.session(),
            idioms.resume())
        .flatMap(List::stream)
        .flatMap(argument -> FLAG.matcher(argument).results().limit(1).map(r -> r.group()))
        .filter(flag -> !facts.help().get().contains(flag))
        .forEach(unknown::add);
    return unknown;
  }
}
