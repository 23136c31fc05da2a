package rowlock.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/// One run of a command, from its start to the last byte of its output.
final class Execution {
  /// How long a command's process group may take to end after it was asked at the deadline.
  private static final Duration GRACE = Duration.ofSeconds(1);

  /// How long output is awaited that a process which outlived the command keeps open.
  private static final Duration DRAIN_GRACE = Duration.ofSeconds(2);

  private final Command command;
  private final List<ProcessIdentity> survivors = new ArrayList<>();

  Execution(Command command) {
    this.command = command;
  }

  Result run() {
    OutputStream log = openLog();
    long startNanos = System.nanoTime();
    Process process = start(log);
    ProcessIdentity identity = identify(process);
    List<Drain> drains = drain(process, log);
    feed(process);
    try {
      Result.Ending ending = await(process, identity);
      Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
      awaitOutput(drains, identity);
      Output err =
          drains.size() > 1 ? drains.get(1).output() : new Output(new byte[0], 0, "", true);
      return new Result(ending, drains.getFirst().output(), err, duration, survivors);
    } catch (InterruptedException | CancellationException _) {
      Thread.interrupted();
      endAll(identity, Duration.ZERO);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while " + command + " ran; it was ended");
    }
  }

  private Process start(OutputStream log) {
    Map<String, String> variables = command.environment().resolve(System.getenv());
    try {
      return Start.inSession(command.argv(), command.directory(), variables)
          .redirectErrorStream(!(command.capture() instanceof Capture.Separate))
          .start();
    } catch (IOException e) {
      close(log);
      throw StartFailed.because(command.argv().getFirst(), e);
    } catch (StartFailed e) {
      close(log);
      throw e;
    }
  }

  private static void close(OutputStream log) {
    try {
      log.close();
    } catch (IOException e) {
      throw new UncheckedIOException("an empty log cannot be closed", e);
    }
  }

  private OutputStream openLog() {
    try {
      return command.capture() instanceof Capture.Logged logged
          ? new BoundedLog(logged.file(), logged.fileBytes())
          : OutputStream.nullOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException("the log of a command cannot be opened", e);
    }
  }

  /// A process that is over before it is looked at has no start any more; then no later process of
  /// its number may be taken for it, which 0 ensures.
  private static ProcessIdentity identify(Process process) {
    return ProcessIdentity.of(process.pid())
        .orElseGet(() -> new ProcessIdentity(process.pid(), 0, "-"));
  }

  private List<Drain> drain(Process process, OutputStream log) {
    int keptBytes = command.capture().keptBytes();
    List<Drain> drains = new ArrayList<>();
    drains.add(new Drain("stdout " + process.pid(), process.getInputStream(), keptBytes, log));
    if (command.capture() instanceof Capture.Separate) {
      drains.add(
          new Drain(
              "stderr " + process.pid(),
              process.getErrorStream(),
              keptBytes,
              OutputStream.nullOutputStream()));
    }
    return drains;
  }

  private void feed(Process process) {
    byte[] bytes = command.input().bytes();
    Thread.ofVirtual()
        .name("stdin " + process.pid())
        .start(() -> {
          try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(bytes);
          } catch (IOException _) {
            // The program does not want to read it all: its right.
          }
        });
  }

  private Result.Ending await(Process process, ProcessIdentity identity)
      throws InterruptedException {
    boolean exited = process.waitFor(command.deadline().toNanos(), TimeUnit.NANOSECONDS);
    if (!exited) {
      endAll(identity, GRACE);
      return new Result.Ending.DeadlineReached(command.deadline());
    }
    if (command.environment().leash().isPresent()) {
      endAll(identity, GRACE);
    }
    return new Result.Ending.Exited(process.exitValue());
  }

  private void awaitOutput(List<Drain> drains, ProcessIdentity identity)
      throws InterruptedException {
    if (allDone(drains)) {
      return;
    }
    // Something of the command's session is left and keeps the output open.
    endAll(identity, Duration.ZERO);
    allDone(drains);
  }

  private static boolean allDone(List<Drain> drains) throws InterruptedException {
    boolean done = true;
    for (Drain drain : drains) {
      done &= drain.await(DRAIN_GRACE);
    }
    return done;
  }

  private void endAll(ProcessIdentity identity, Duration grace) {
    Optional<Leash> leash = command.environment().leash();
    Termination termination =
        leash.map(mark -> Termination.of(identity, mark)).orElseGet(() -> Termination.of(identity));
    survivors.clear();
    survivors.addAll(termination.end(grace));
  }
}
