package rowlock.kind;

import java.net.URI;
import java.nio.file.Path;

/// The shell command by which a hook that can only run commands posts its event to the hub.
final class HookCommand {
  private HookCommand() {}

  /// Posts and prints the hub's answer for the agent.
  ///
  /// @param seconds how long the hub may take
  static String answering(URI url, Path headerFile, long seconds) {
    return post(url, headerFile, seconds);
  }

  /// Posts and prints nothing, for events where an answer would be read by the model.
  static String silent(URI url, Path headerFile, long seconds) {
    return post(url, headerFile, seconds) + " -o /dev/null";
  }

  /// The token stands in a file, since arguments can be read by every user of the machine; a proxy
  /// of the environment is not for the loopback.
  private static String post(URI url, Path headerFile, long seconds) {
    return ("curl -sS -f --noproxy '*' -m %d -H %s -H 'Content-Type: application/json'"
            + " --data-binary @- %s")
        .formatted(seconds, quoted("@" + headerFile), quoted(url.toString()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
