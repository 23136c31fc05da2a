package rowlock.tmux;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import rowlock.process.Command;
import rowlock.process.Environment;
import rowlock.process.Input;
import rowlock.process.Result;
import rowlock.process.StartFailed;

/// A tmux client process for each request: slow, and it needs nothing to be there before.
///
/// @param socket where the server listens
/// @param deadline how long the server may take to answer; then it counts as busy
record Client(Path socket, Duration deadline) implements Way {
  /// What a server is given when nothing else is said.
  static final Duration DEADLINE = Duration.ofSeconds(10);

  /// How much of a complaint of tmux is repeated, in characters.
  static final int QUOTED_CHARS = 300;

  @Override
  public Answer ask(Request request) {
    if (request.isSecret()) {
      return source(request);
    }
    List<List<String>> commands = new ArrayList<>();
    request
        .load()
        .ifPresent(load -> commands.add(List.of("load-buffer", "-b", load.buffer(), "-")));
    commands.addAll(request.commands());
    List<String> argv = prefix();
    for (List<String> command : commands) {
      if (argv.size() > prefix().size()) {
        argv.add(";");
      }
      command.stream().map(Client::literally).forEach(argv::add);
    }
    return run(argv, request.load().map(load -> Input.of(load.text())).orElse(Input.NONE));
  }

  /// Has one command done.
  Answer ask(String... words) {
    return ask(Request.of(words));
  }

  private Answer source(Request request) {
    List<String> argv = prefix();
    argv.addAll(List.of("source-file", "-"));
    String lines =
        request.commands().stream()
            .map(Quoted::command)
            .collect(Collectors.joining("\n", "", "\n"));
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
