package rowlock.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// One bounded run of git: the only place of this package that starts a process.
///
/// Arguments are a list and never go through a shell; the environment has none of the caller's
/// `GIT_*` variables; output is drained while git runs and bounded; a git that takes longer than
/// its deadline is ended together with everything it started.
final class GitCommand {
  static final int MAX_OUTPUT_BYTES = 256 << 20;
  static final int MAX_ERROR_BYTES = 16 << 10;
  static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Duration DRAIN = Duration.ofSeconds(10);

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
          "core.filesRefLockTimeout=3000",
          "core.packedRefsTimeout=3000",
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

  private final String program;
  private final List<String> arguments;
  private final Map<String, String> variables = new TreeMap<>(ENVIRONMENT);
  private Path directory = Path.of("/");
  private byte[] input = new byte[0];
  private Duration deadline = DEADLINE;

  GitCommand(String program, List<String> arguments) {
    this.program = program;
    this.arguments = List.copyOf(arguments);
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
    return input(text.getBytes(UTF_8));
  }

  GitCommand input(byte[] bytes) {
    input = bytes.clone();
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
    Process process = start();
    Overflow overflow = new Overflow(process);
    Drain out = new Drain(process.getInputStream(), MAX_OUTPUT_BYTES, overflow);
    Drain err = new Drain(process.getErrorStream(), MAX_ERROR_BYTES, () -> {});
    List<Thread> pumps =
        List.of(
            Thread.ofVirtual().start(out),
            Thread.ofVirtual().start(err),
            Thread.ofVirtual().start(() -> feed(process)));
    try {
      boolean ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        end(process);
      }
      for (Thread pump : pumps) {
        ended &= pump.join(DRAIN);
      }
      if (overflow.happened()) {
        throw failed("printed more than " + MAX_OUTPUT_BYTES + " bytes", process, err);
      }
      if (!ended) {
        throw failed("did not end within " + deadline.toSeconds() + " s", process, err);
      }
      return new GitOutput(process.exitValue(), out.bytes(), err.text());
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw new GitException("interrupted while waiting for git " + name(), e);
    }
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

  private Process start() {
    List<String> line = new ArrayList<>();
    line.add(program);
    ALWAYS.forEach(setting -> line.addAll(List.of("-c", setting)));
    line.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(GitCommand::isForeign);
    environment.putAll(variables);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new GitException(
          "git cannot be started; is it installed, on the PATH, and does " + directory + " exist?",
          e);
    }
  }

  private static boolean isForeign(String variable) {
    return variable.startsWith("GIT_")
        || variable.equals("SSH_ASKPASS")
        || variable.equals("PAGER")
        || variable.equals("LANGUAGE");
  }

  private void feed(Process process) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException e) {
      // A git that ends without reading its input says why by its exit code.
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private GitException failed(String what, Process process, Drain err) {
    int exit = process.isAlive() ? GitException.NO_EXIT_CODE : process.exitValue();
    return new GitException("git " + name() + " " + what, arguments, exit, err.text());
  }

  private String name() {
    return arguments.isEmpty() ? "" : arguments.getFirst();
  }

  /// Ends a process that says too much, and remembers that it did.
  private static final class Overflow implements Runnable {
    private final Process process;
    private final AtomicBoolean happened = new AtomicBoolean();

    Overflow(Process process) {
      this.process = process;
    }

    @Override
    public void run() {
      happened.set(true);
      end(process);
    }

    boolean happened() {
      return happened.get();
    }
  }

  /// Reads a stream to its end and keeps a bounded beginning of it.
  private static final class Drain implements Runnable {
    private static final int CHUNK_BYTES = 64 << 10;
    private final InputStream stream;
    private final int limit;
    private final Runnable overflow;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Drain(InputStream stream, int limit, Runnable overflow) {
      this.stream = stream;
      this.limit = limit;
      this.overflow = overflow;
    }

    @Override
    public void run() {
      byte[] chunk = new byte[CHUNK_BYTES];
      try (stream) {
        for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
          int room = limit - kept.size();
          kept.write(chunk, 0, Math.min(n, room));
          if (n > room) {
            overflow.run();
          }
        }
      } catch (IOException e) {
        // The stream of a process that was ended by us breaks off; what was said stays.
      }
    }

    byte[] bytes() {
      return kept.toByteArray();
    }

    String text() {
      return kept.toString(UTF_8).strip();
    }
  }
}
