package rowlock.git;

import java.util.List;

/// Git, or the disk it works on, did not do what it was asked; one sentence says what to do.
public final class GitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The exit code of a git that never ran or never ended.
  public static final int NO_EXIT_CODE = -1;

  private final String[] command;
  private final int exitCode;
  private final String standardError;

  GitException(String sentence) {
    this(sentence, List.of(), NO_EXIT_CODE, "");
  }

  GitException(String sentence, Throwable cause) {
    this(sentence, List.of(), NO_EXIT_CODE, "");
    initCause(cause);
  }

  GitException(String sentence, List<String> command, int exitCode, String standardError) {
    super(sentence);
    this.command = command.toArray(String[]::new);
    this.exitCode = exitCode;
    this.standardError = standardError;
  }

  /// What was run, without the settings that every run of ours has; empty if no git was run.
  public List<String> command() {
    return List.of(command);
  }

  /// How git ended, or [#NO_EXIT_CODE].
  public int exitCode() {
    return exitCode;
  }

  /// What git wrote on its standard error, at most 8,000 characters of it.
  public String standardError() {
    return standardError;
  }
}
