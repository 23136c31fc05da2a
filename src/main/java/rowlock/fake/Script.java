package rowlock.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What the fake agent does: how it starts, and the steps of every turn.
///
/// @param manners how it behaves at its terminal
/// @param steps done from top to bottom on every prompt
record Script(Manners manners, List<Step> steps) {
  private static final long MAX_BYTES = 1 << 20;

  /// How it behaves at its terminal.
  ///
  /// @param startsAfter how long it takes until its screen appears
  /// @param swallowedEnters how many Enters it loses before it takes one
  /// @param trust whether it asks whether the folder can be trusted, as the genuine programs do
  record Manners(Duration startsAfter, int swallowedEnters, Trust trust) {}

  /// Whether the folder is asked about at the start.
  enum Trust {
    ASKED,
    ASSUMED
  }

  Script {
    steps = List.copyOf(steps);
  }

  /// What it does when nothing else is said: with a server, task after task until there is none.
  static Script standard(boolean withServer) {
    Manners plain = new Manners(Duration.ZERO, 0, Trust.ASSUMED);
    return withServer
        ? new Script(
            plain,
            List.of(new Step.Claim(), new Step.Work(), new Step.Submit("Done."), new Step.Loop()))
        : new Script(plain, List.of(new Step.Work()));
  }

  /// The script in a file.
  ///
  /// @throws IllegalArgumentException if there is a line in it that is no step, or no such file
  static Script of(Path file, OnceMarks marks) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(file + " is longer than a script can be");
      }
      return new ScriptReader(marks).read(file.getFileName() + "", Files.readAllLines(file));
    } catch (IOException broken) {
      throw new UncheckedIOException("the script " + file + " cannot be read", broken);
    }
  }
}
