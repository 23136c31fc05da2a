package rowlock.cli;

import java.io.PrintStream;
import java.util.List;

/// A command of another package: it reads its own arguments, prints its own answers and knows its
/// own `--help`.
///
/// @param name one word
/// @param summary one sentence
/// @param program what it does
public record Extra(String name, String summary, Program program) {
  /// What such a command does.
  public interface Program {
    /// Runs the command.
    ///
    /// @param arguments what follows the command's name
    /// @return the exit code, with the meanings all commands share
    int run(List<String> arguments, PrintStream out, PrintStream err);
  }
}
