package rowlock.process;

import java.nio.file.Path;
import java.util.List;

/// What a job is to run, and where its story is to be written.
///
/// @param directory the job's own folder; its parent must exist. Nothing else may write there
/// @param argv the program and its arguments; the program is sought in our `PATH`
/// @param workingDirectory where the program runs
/// @param environment the variables it gets; the given ones are written to the folder, the
///   inherited ones are not
/// @param input what it reads; written to the folder, readable by us alone
/// @param logBytes how much of the output is kept, [#MIN_LOG_BYTES] to [#MAX_LOG_BYTES]; the rest
///   is read and let fall
/// @param streams whether standard output is also kept apart, or the program has the terminal; one
///   that has the terminal reads nothing else
public record JobSpec(
    Path directory,
    List<String> argv,
    Path workingDirectory,
    Environment environment,
    Input input,
    long logBytes,
    Streams streams) {
  /// The least that can be kept: one block.
  public static final long MIN_LOG_BYTES = 512;

  /// The most that can be kept.
  public static final long MAX_LOG_BYTES = 4L << 30;

  /// What is kept when nothing else is said.
  public static final long DEFAULT_LOG_BYTES = 64L << 20;

  /// Which files the output goes to, besides the terminal.
  public enum Streams {
    /// Both streams go to `log`.
    LOG,
    /// Both streams go to `log`, and standard output to `out` as well, with the same limit.
    LOG_AND_OUT,
    /// The program has the terminal of its host for all three streams, and nothing is kept but its
    /// last screen. Only a host that has terminals can start it. When the terminal is closed, the
    /// program is told by a hang-up as everywhere, and how it ends is not recorded.
    TERMINAL
  }

  public JobSpec {
    argv = Arguments.checked(argv);
    directory = directory.toAbsolutePath().normalize();
    workingDirectory = workingDirectory.toAbsolutePath().normalize();
    if (logBytes < MIN_LOG_BYTES || logBytes > MAX_LOG_BYTES) {
      throw new IllegalArgumentException("a log keeps 512 bytes to 4 GiB, not " + logBytes);
    }
    if (streams == Streams.TERMINAL && input.sizeBytes() > 0) {
      throw new IllegalArgumentException("a program that has the terminal reads nothing else");
    }
  }

  /// A job with the basic environment, no input, and both streams in a log of the default length.
  public static JobSpec of(Path directory, Path workingDirectory, List<String> argv) {
    return new JobSpec(
        directory,
        argv,
        workingDirectory,
        Environment.BASIC,
        Input.NONE,
        DEFAULT_LOG_BYTES,
        Streams.LOG);
  }

  public JobSpec with(Environment other) {
    return new JobSpec(directory, argv, workingDirectory, other, input, logBytes, streams);
  }

  public JobSpec with(Input other) {
    return new JobSpec(directory, argv, workingDirectory, environment, other, logBytes, streams);
  }

  public JobSpec with(Streams other) {
    return new JobSpec(directory, argv, workingDirectory, environment, input, logBytes, other);
  }

  public JobSpec keeping(long bytes) {
    return new JobSpec(directory, argv, workingDirectory, environment, input, bytes, streams);
  }

  @Override
  public String toString() {
    return "JobSpec[" + argv.getFirst() + " in " + directory + "]";
  }
}
