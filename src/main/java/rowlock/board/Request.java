package rowlock.board;

import java.util.Optional;
import rowlock.task.Name;

/// A command with the name of whoever gives it.
///
/// @param command what is wanted
/// @param by an agent's id, `operator` or `rowlock`
/// @param key makes the request safe to repeat: the same key with the same content gets the same
///   answer and happens once; the same key with other content is refused
public record Request(Command command, String by, Optional<String> key) {
  /// Who gives commands from the command line without being an agent.
  public static final String OPERATOR = "operator";

  /// Who gives the commands that rowlock gives itself.
  public static final String SYSTEM = "rowlock";

  public Request {
    Name.require("by", by);
    key.ifPresent(text -> Name.require("key", text));
  }

  /// A request of rowlock itself.
  public static Request bySystem(Command command) {
    return new Request(command, SYSTEM, Optional.empty());
  }

  /// A request without a key.
  public static Request by(String who, Command command) {
    return new Request(command, who, Optional.empty());
  }

  /// SHA-256 of what is asked and by whom, in hex.
  String fingerprint() {
    return Fingerprint.of(by, command);
  }
}
