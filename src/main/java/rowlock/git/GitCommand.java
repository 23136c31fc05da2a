package rowlock.git;

import static rowlock.git.GitException.NO_EXIT_CODE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import rowlock.meter.Work;
import rowlock.process.Capture;
import rowlock.process.Command;
import rowlock.process.Environment;
import rowlock.process.Input;
import rowlock.process.Result;
import rowlock.process.StartFailed;

/// One bounded run of git: the only place of this package that starts a process.
///
/// Arguments are a list and never go through a shell; none of the `GIT_*` variables that this
/// program was started with reach git.
final class GitCommand {
  static final int MAX_OUTPUT_BYTES = 256 << 20;
  static final int MAX_ERROR_CHARACTERS = 8_000;
  static final Duration DEADLINE = Duration.ofMinutes(5);

  /// Settings of every run. Settings frozen with the repository already hold most of them; given
  /// here they also bind the few runs that look at the repository as it is.
  private static final List<String> ALWAYS =
      List.of(
          "core.fsmonitor=false",
          "core.hooksPath=/dev/null",
          "core.pager=cat",
          "core.askPass=",
          "core.editor=false",
          "core.sparseCheckout=false",
          "core.quotePath=false",
          "core.filesRefLockTimeout=1000",
          "core.packedRefsTimeout=1000",
          "core.fsync=committed,reference",
          "diff.external=",
          "diff.ignoreSubmodules=all",
          "submodule.recurse=false",
          "gc.auto=0",
          "maintenance.auto=false",
          "commit.gpgSign=false",
          "tag.gpgSign=false",
          "log.showSignature=false",
          "protocol.ext.allow=never",
          "advice.detachedHead=false");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "LC_ALL", "C",
          "TZ", "UTC",
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_OPTIONAL_LOCKS", "0",
          "GIT_LITERAL_PATHSPECS", "1",
          // Replacement refs would let an agent show us other content than what is merged.
          "GIT_NO_REPLACE_OBJECTS", "1",
          "GIT_ATTR_NOSYSTEM", "1",
          "GIT_COMMITTER_NAME", Identity.ROWLOCK.name(),
          "GIT_COMMITTER_EMAIL", Identity.ROWLOCK.email());

  /// What git, ssh and the user's own filters need of our environment.
  private static final List<String> INHERITED =
      List.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "TMPDIR",
          "XDG_*",
          "SSH_AUTH_SOCK",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY");

  /// The commands of this package that write refs, objects, an index or files.
  private static final Set<String> WRITING =
      Set.of(
          "update-ref",
          "hash-object",
          "mktree",
          "merge-tree",
          "write-tree",
          "commit-tree",
          "read-tree",
          "update-index",
          "checkout-index",
          "clean");

  private final String program;
  private final List<String> arguments;
  private final Map<String, String> variables = new TreeMap<>(ENVIRONMENT);
  private Path directory = Path.of("/");
  private Input input = Input.NONE;
  private Duration deadline = DEADLINE;
  private @Nullable Turnstile turnstile;

  GitCommand(String program, List<String> arguments) {
    this.program = program;
    this.arguments = List.copyOf(arguments);
  }

  /// Makes it wait while too many others run.
  GitCommand through(Turnstile limit) {
    turnstile = limit;
    return this;
  }

  GitCommand in(Path where) {
    directory = where;
    return this;
  }

  GitCommand with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  GitCommand input(String text) {
    input = Input.of(text);
    return this;
  }

  GitCommand input(byte[] bytes) {
    input = Input.of(bytes);
    return this;
  }

  GitCommand within(Duration limit) {
    deadline = limit;
    return this;
  }

  /// Runs git and answers what it said, whatever its exit code.
  ///
  /// @throws GitException if git cannot be started, says too much or takes too long
  GitOutput run() {
    Turnstile limit = turnstile;
    return limit == null ? end() : limit.pass(kind(), this::end);
  }

  private Work kind() {
    return WRITING.contains(name()) ? Work.GIT_WRITE : Work.GIT_READ;
  }

  private GitOutput end() {
    Result result;
    try {
      result = command().run();
    } catch (StartFailed e) {
      throw new GitException("git cannot be started: " + e.getMessage(), e);
    } catch (CancellationException e) {
      throw new GitException("interrupted while git " + name() + " ran", e);
    }
    String said = Printable.lines(result.err().text().strip(), MAX_ERROR_CHARACTERS);
    return switch (result.ending()) {
      case Result.Ending.DeadlineReached _ ->
          throw failed("did not end within " + deadline.toSeconds() + " s", NO_EXIT_CODE, said);
      case Result.Ending.Exited(int code) -> {
        if (result.out().truncated()) {
          throw failed("printed more than " + MAX_OUTPUT_BYTES + " bytes", code, said);
        }
        yield new GitOutput(code, result.out().bytes(), said);
      }
    };
  }

  /// Runs git and answers what it said if it succeeded.
  ///
  /// @param purpose what cannot be done if git fails, as in "cannot read the log"
  GitOutput orFail(String purpose) {
    GitOutput output = run();
    if (output.exitCode() != 0) {
      throw failure(purpose, output);
    }
    return output;
  }

  GitException failure(String purpose, GitOutput output) {
    String reason = output.standardError().lines().findFirst().orElse("no reason given");
    String sentence =
        "%s: git %s ended with %d: %s".formatted(purpose, name(), output.exitCode(), reason);
    return new GitException(sentence, arguments, output.exitCode(), output.standardError());
  }

  private Command command() {
    List<String> line = new ArrayList<>();
    line.add(program);
    ALWAYS.forEach(setting -> line.addAll(List.of("-c", setting)));
    line.addAll(arguments);
    return new Command(
        line,
        directory,
        new Environment(INHERITED, variables),
        input,
        deadline,
        new Capture.Separate(MAX_OUTPUT_BYTES));
  }

  private GitException failed(String what, int exitCode, String said) {
    return new GitException("git " + name() + " " + what, arguments, exitCode, said);
  }

  private String name() {
    return arguments.isEmpty() ? "" : arguments.getFirst();
  }
}
