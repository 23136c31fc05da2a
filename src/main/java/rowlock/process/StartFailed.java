package rowlock.process;

import java.io.IOException;

/// A program could not be started; nothing of it runs.
public final class StartFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /// What kept the program from starting.
  public enum Reason {
    /// There is no such program, or it may not be executed.
    PROGRAM_MISSING,
    /// The directory to start in is not there or may not be entered.
    DIRECTORY_MISSING,
    /// An argument, or all arguments and variables together, are longer than the system takes.
    ARGUMENTS_TOO_LONG,
    /// No process, descriptor or memory is to be had at the moment; later there may be.
    RESOURCES_EXHAUSTED,
    /// The job has been started before; a job runs once.
    ALREADY_STARTED,
    /// The program wants a terminal, and its host has none.
    TERMINAL_MISSING,
    /// Anything else; the message tells.
    OTHER
  }

  public StartFailed(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  private StartFailed(Reason reason, String message, IOException cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// What kept the program from starting.
  public Reason reason() {
    return reason;
  }

  /// Whether the same start may succeed later.
  public boolean retryable() {
    return reason == Reason.RESOURCES_EXHAUSTED;
  }

  /// Reads the reason out of what the JDK says when it cannot start a process.
  static StartFailed because(String program, IOException cause) {
    String said = String.valueOf(cause.getMessage());
    Reason reason =
        switch (said) {
          case String s when s.contains("error=7,") || s.contains("too long") ->
              Reason.ARGUMENTS_TOO_LONG;
          case String s
              when s.contains("error=11,")
                  || s.contains("error=12,")
                  || s.contains("error=24,")
                  || s.contains("Too many open files")
                  || s.contains("temporarily unavailable")
                  || s.contains("Cannot allocate memory") ->
              Reason.RESOURCES_EXHAUSTED;
          case String s when s.contains("error=2,") || s.contains("error=13,") ->
              Reason.PROGRAM_MISSING;
          default -> Reason.OTHER;
        };
    // The JDK's message quotes no arguments, only program and directory, so it may be passed on.
    return new StartFailed(reason, "cannot start " + program + ": " + said, cause);
  }
}
