package rowlock.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import rowlock.process.Command;
import rowlock.process.Input;
import rowlock.process.Result;

/// Git as anybody could run it: a process for each command.
///
/// @param checkout where it runs
record BareGit(Path checkout) {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  String run(String... words) {
    return at(checkout, words);
  }

  String at(Path folder, String... words) {
    return done(Command.of(folder, argv(words)));
  }

  String reading(String input, String... words) {
    return done(Command.of(checkout, argv(words)).with(Input.of(input)));
  }

  /// Deletes the branches below a name, so that every round begins with as many.
  void forget(String name) {
    String all = run("for-each-ref", "--format=delete %(refname)", "refs/heads/" + name);
    if (!all.isEmpty()) {
      reading(all, "update-ref", "--stdin");
    }
  }

  private static List<String> argv(String... words) {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(words));
    return argv;
  }

  private static String done(Command command) {
    Result result = command.within(LONGEST).run();
    if (!result.succeeded()) {
      throw new IllegalStateException("git: " + result.err().text());
    }
    return result.out().text();
  }
}
