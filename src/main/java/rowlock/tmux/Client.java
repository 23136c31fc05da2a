package rowlock.tmux;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import rowlock.process.Command;
import rowlock.process.Environment;
import rowlock.process.Input;
import rowlock.process.Result;
import rowlock.process.StartFailed;

/// The way commands reach the server: a tmux client process for each list of commands.
///
/// A connection in control mode can take its place: commands go in as argument lists, text comes
/// out, and nobody else knows how.
///
/// @param socket where the server listens
/// @param deadline how long the server may take to answer; then it counts as busy
record Client(Path socket, Duration deadline) {
  /// What a server is given when nothing else is said.
  static final Duration DEADLINE = Duration.ofSeconds(10);

  private static final int QUOTED_CHARS = 300;

  /// What came of a list of commands.
  sealed interface Answer {
    /// Every command was done; what they printed.
    record Done(String text) implements Answer {}

    /// There is no server at the socket.
    record NoServer() implements Answer {}

    /// One command was refused, and those after it were not tried.
    record Refused(String reason) implements Answer {}

    /// It cannot be told what was done.
    record Unclear(String reason) implements Answer {}

    /// What was printed.
    ///
    /// @throws TmuxFailed if not everything was done
    default String text(String wanted) {
      return switch (this) {
        case Done(String printed) -> printed;
        case NoServer() -> throw new TmuxFailed(wanted + ": there is no tmux server");
        case Refused(String reason) -> throw new TmuxFailed(wanted + ": tmux says " + reason);
        case Unclear(String reason) -> throw new TmuxFailed(wanted + ": " + reason);
      };
    }
  }

  /// One command with its arguments, none of which separates commands.
  static List<String> command(String... words) {
    return List.of(words);
  }

  /// Has commands done, one after the other.
  Answer ask(List<List<String>> commands) {
    return ask(commands, Input.NONE);
  }

  /// Has commands done, one after the other; one that reads `-` reads this input.
  Answer ask(List<List<String>> commands, Input input) {
    List<String> argv = prefix();
    for (List<String> command : commands) {
      if (argv.size() > prefix().size()) {
        argv.add(";");
      }
      command.stream().map(Client::literally).forEach(argv::add);
    }
    return run(argv, input);
  }

  /// Has one command done.
  Answer ask(String... words) {
    return ask(List.of(command(words)));
  }

  /// Has lines done that must not be seen in the list of processes; made by [Quoted] alone.
  Answer source(String lines) {
    List<String> argv = prefix();
    argv.addAll(List.of("source-file", "-"));
    return run(argv, Input.of(lines));
  }

  /// The beginning of every argument list: our socket, no configuration, UTF-8.
  List<String> prefix() {
    return new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString(), "-f", "/dev/null"));
  }

  /// tmux takes an argument that ends in `;` for the end of a command, unless `\;` is written.
  static String literally(String word) {
    return word.endsWith(";") ? word.substring(0, word.length() - 1) + "\\;" : word;
  }

  private Answer run(List<String> argv, Input input) {
    // The basic environment has no TMUX: the user's own server is not found by it.
    Command command =
        Command.of(Path.of("/"), argv).with(Environment.BASIC).with(input).within(deadline);
    try {
      return judge(command.run());
    } catch (StartFailed e) {
      return new Answer.Unclear(String.valueOf(e.getMessage()));
    }
  }

  private static Answer judge(Result result) {
    return switch (result.ending()) {
      case Result.Ending.DeadlineReached(Duration deadline) ->
          new Answer.Unclear(
              "the tmux server did not answer within " + deadline.toSeconds() + " s");
      case Result.Ending.Exited(int code) when code == 0 -> new Answer.Done(result.out().text());
      case Result.Ending.Exited _ -> judgeComplaint(result.err().text().strip());
    };
  }

  private static Answer judgeComplaint(String said) {
    boolean absent =
        said.startsWith("no server running on ")
            || (said.startsWith("error connecting to ")
                && (said.endsWith("(No such file or directory)")
                    || said.endsWith("(Connection refused)")));
    if (absent) {
      return new Answer.NoServer();
    }
    String quoted = said.substring(0, Math.min(said.length(), QUOTED_CHARS));
    boolean lost =
        said.startsWith("error connecting to ")
            || said.startsWith("server exited")
            || said.startsWith("lost server");
    return lost ? new Answer.Unclear(quoted) : new Answer.Refused(quoted);
  }
}
