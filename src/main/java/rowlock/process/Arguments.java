package rowlock.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The rules for argument lists: what a list may hold, how long it may be, which file it names.
final class Arguments {
  /// The longest single argument Linux takes, in bytes without the final NUL (`MAX_ARG_STRLEN`, 32
  /// pages of 4 KiB).
  static final int MAX_ARGUMENT_BYTES = 128 * 1024 - 1;

  /// The most that arguments and environment may take together, in bytes. Linux takes a quarter of
  /// the stack limit, 2 MiB as a rule; macOS takes 1 MiB.
  static final int MAX_TOTAL_BYTES = 1024 * 1024 - 4096;

  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  private Arguments() {}

  static List<String> checked(List<String> argv) {
    List<String> copy = List.copyOf(argv);
    if (copy.isEmpty() || copy.getFirst().isEmpty()) {
      throw new IllegalArgumentException("an argument list begins with a program");
    }
    for (String argument : copy) {
      if (argument.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("an argument contains a NUL");
      }
    }
    return copy;
  }

  /// The argument list with the program as the absolute path of an executable file.
  ///
  /// @throws StartFailed if the system would not take it
  static List<String> startable(List<String> argv, Path directory, Map<String, String> variables) {
    if (!Files.isDirectory(directory)) {
      throw new StartFailed(
          StartFailed.Reason.DIRECTORY_MISSING, directory + " is not a directory");
    }
    long totalBytes = 0;
    for (String argument : argv) {
      totalBytes += requireTakable(argument);
    }
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      totalBytes += requireTakable(variable.getKey() + "=" + variable.getValue());
    }
    if (totalBytes > MAX_TOTAL_BYTES) {
      throw tooLong("arguments and environment of " + totalBytes + " bytes", MAX_TOTAL_BYTES);
    }
    List<String> result = new ArrayList<>(argv);
    result.set(0, find(argv.getFirst(), directory, variables).toString());
    return result;
  }

  private static long requireTakable(String argument) {
    long sizeBytes = argument.getBytes(StandardCharsets.UTF_8).length;
    if (sizeBytes > MAX_ARGUMENT_BYTES) {
      throw tooLong("an argument or variable of " + sizeBytes + " bytes", MAX_ARGUMENT_BYTES);
    }
    // Each string costs its final NUL and a pointer.
    return sizeBytes + 1 + Long.BYTES;
  }

  private static StartFailed tooLong(String what, int limitBytes) {
    return new StartFailed(
        StartFailed.Reason.ARGUMENTS_TOO_LONG,
        what + " is more than the " + limitBytes + " a program can be given; pass it as a file");
  }

  private static Path find(String program, Path directory, Map<String, String> variables) {
    if (program.indexOf('/') >= 0) {
      Path path = directory.resolve(program).toAbsolutePath();
      if (isProgram(path)) {
        return path;
      }
      throw new StartFailed(
          StartFailed.Reason.PROGRAM_MISSING, program + " is not an executable file");
    }
    for (String entry : variables.getOrDefault("PATH", DEFAULT_PATH).split(":", -1)) {
      // An empty entry means the current directory: whatever lies in a repository would run.
      if (entry.startsWith("/") && isProgram(Path.of(entry, program))) {
        return Path.of(entry, program);
      }
    }
    throw new StartFailed(
        StartFailed.Reason.PROGRAM_MISSING, "there is no program " + program + " in PATH");
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }
}
