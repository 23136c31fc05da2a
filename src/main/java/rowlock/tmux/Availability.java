package rowlock.tmux;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowlock.process.Command;
import rowlock.process.Result;
import rowlock.process.StartFailed;

/// Whether this machine has a tmux that can be used.
public sealed interface Availability {
  /// The oldest usable version: panes remain after the exit of their program, direct argument lists
  /// and `window-size latest` work as needed from here on.
  String OLDEST = "3.2";

  /// It can be used.
  ///
  /// @param version as tmux tells it, for example `3.3a`
  record Ready(String version) implements Availability {}

  /// There is none in `PATH`.
  record Absent() implements Availability {}

  /// There is one, older than [#OLDEST].
  ///
  /// @param version as tmux tells it
  record TooOld(String version) implements Availability {}

  /// There is a program of that name, and it does not say what it is.
  ///
  /// @param reason what it did instead
  record Broken(String reason) implements Availability {}

  /// Asks the tmux found in `PATH`.
  static Availability probe() {
    try {
      Result result = Command.of(Path.of("/"), "tmux", "-V").within(Duration.ofSeconds(10)).run();
      return result.succeeded()
          ? judge(result.out().text().strip())
          : new Broken("tmux -V ended with " + result.ending());
    } catch (StartFailed e) {
      return e.reason() == StartFailed.Reason.PROGRAM_MISSING
          ? new Absent()
          : new Broken(String.valueOf(e.getMessage()));
    }
  }

  /// Judges what `tmux -V` prints: `tmux 3.3a`, `tmux next-3.6`, `tmux openbsd-7.4`, `tmux master`.
  static Availability judge(String line) {
    Matcher found =
        Pattern.compile("tmux (next-|openbsd-)?(\\d{1,4})\\.(\\d{1,4}).*").matcher(line);
    if (line.equals("tmux master")) {
      return new Ready("master");
    }
    if (!found.matches()) {
      return new Broken("tmux -V printed something else than a version");
    }
    String version = line.substring("tmux ".length());
    int major = Integer.parseInt(found.group(2));
    int minor = Integer.parseInt(found.group(3));
    // OpenBSD numbers its tmux like itself; 6.9 carried tmux 3.2.
    boolean openbsd = "openbsd-".equals(found.group(1));
    int oldestMajor = openbsd ? 6 : 3;
    int oldestMinor = openbsd ? 9 : 2;
    boolean usable = major > oldestMajor || (major == oldestMajor && minor >= oldestMinor);
    return usable ? new Ready(version) : new TooOld(version);
  }
}
