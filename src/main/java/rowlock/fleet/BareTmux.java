package rowlock.fleet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import rowlock.process.Command;
import rowlock.process.Input;
import rowlock.process.Result;

/// A tmux server that nobody coordinates: what any program could do with tmux.
///
/// @param folder where it runs and has its socket
record BareTmux(Path folder) implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final String SESSION = "bare";

  /// Starts a server with one window.
  static BareTmux start(Path folder) {
    BareTmux server = new BareTmux(folder);
    server.process("new-session", "-d", "-s", SESSION, "-x", "200", "-y", "50", "sleep", "3600");
    return server;
  }

  /// One tmux process for one command.
  String process(String... words) {
    return run(Input.NONE, List.of(words));
  }

  /// One tmux process in control mode that reads all commands from its input without waiting for
  /// answers.
  String pipelined(String commands) {
    return run(Input.of(commands), List.of("-C", "attach-session", "-t", SESSION));
  }

  private String run(Input input, List<String> words) {
    List<String> argv =
        new ArrayList<>(List.of("tmux", "-u", "-f", "/dev/null", "-S", folder + "/bare.sock"));
    argv.addAll(words);
    Result result = Command.of(folder, argv).with(input).within(LONGEST).run();
    if (!result.succeeded()) {
      throw new IllegalStateException("tmux: " + result.err().text());
    }
    return result.out().text();
  }

  @Override
  public void close() {
    process("kill-server");
  }
}
