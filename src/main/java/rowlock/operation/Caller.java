package rowlock.operation;

import java.util.Optional;
import rowlock.board.Command;
import rowlock.board.Request;

/// Who asks for something to be done, and under which key.
///
/// @param by an agent's id or `operator`
/// @param key makes asking again safe: the same key does it once
public record Caller(String by, Optional<String> key) {
  Request asks(Command command) {
    return new Request(command, by, key);
  }
}
