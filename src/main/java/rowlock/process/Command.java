package rowlock.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A program that is run to its end, within a deadline and with bounded output.
///
/// It runs in a session of its own: it has no terminal to ask questions on, a Ctrl-C meant for us
/// does not reach it, and its whole process group is ended at the deadline. With a [Leash] in its
/// environment, daemons it left behind are ended with it, however it ends.
///
/// @param argv the program and its arguments; the program is sought in `PATH` unless it has a `/`
/// @param directory where it runs
/// @param environment the variables it gets
/// @param input what it reads
/// @param deadline how long it may take; 1 ms to [#MAX_DEADLINE]
/// @param capture what becomes of its output
public record Command(
    List<String> argv,
    Path directory,
    Environment environment,
    Input input,
    Duration deadline,
    Capture capture) {
  /// The longest a command may be given.
  public static final Duration MAX_DEADLINE = Duration.ofDays(7);

  /// What a command is given when nothing else is said.
  public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(1);

  public Command {
    argv = Arguments.checked(argv);
    if (deadline.toMillis() < 1 || deadline.compareTo(MAX_DEADLINE) > 0) {
      throw new IllegalArgumentException("a deadline is 1 ms to 7 days, not " + deadline);
    }
  }

  /// A command with the basic environment, no input, one minute, and its streams kept apart.
  public static Command of(Path directory, List<String> argv) {
    return new Command(
        argv,
        directory,
        Environment.BASIC,
        Input.NONE,
        DEFAULT_DEADLINE,
        new Capture.Separate(Capture.DEFAULT_KEPT_BYTES));
  }

  /// A command with the basic environment, no input, one minute, and its streams kept apart.
  public static Command of(Path directory, String... argv) {
    return of(directory, List.of(argv));
  }

  public Command with(Environment other) {
    return new Command(argv, directory, other, input, deadline, capture);
  }

  public Command with(Input other) {
    return new Command(argv, directory, environment, other, deadline, capture);
  }

  public Command with(Capture other) {
    return new Command(argv, directory, environment, input, deadline, other);
  }

  public Command within(Duration other) {
    return new Command(argv, directory, environment, input, other, capture);
  }

  /// Runs the program and waits for its end.
  ///
  /// @throws StartFailed if it did not start
  /// @throws java.io.UncheckedIOException if its log could not be written; it was ended then
  /// @throws java.util.concurrent.CancellationException if this thread was interrupted; the program
  ///   was ended and the thread is interrupted still
  public Result run() {
    return new Execution(this).run();
  }

  /// The program without its arguments, which may be private.
  @Override
  public String toString() {
    return "Command[" + argv.getFirst() + " and " + (argv.size() - 1) + " arguments]";
  }
}
