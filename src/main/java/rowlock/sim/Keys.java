package rowlock.sim;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rowlock.board.Command;
import rowlock.board.Request;

/// How one participant asks: often with a key, and sometimes the same again.
final class Keys {
  private final World world;
  private final String by;
  private long used;
  private @Nullable Request last;

  Keys(World world, String by) {
    this.world = world;
    this.by = by;
  }

  /// A request, with a new key two times out of three.
  Request request(Command command) {
    if (world.chance().oneIn(3)) {
      return Request.by(by, command);
    }
    used++;
    Request request = new Request(command, by, Optional.of(by + "-" + used));
    last = request;
    return request;
  }

  /// The last request that had a key, word for word.
  Optional<Request> again() {
    return Optional.ofNullable(last);
  }

  /// Something else under the last key.
  Optional<Request> misused(Command command) {
    return again()
        .filter(before -> !before.command().equals(command))
        .map(before -> new Request(command, by, before.key()));
  }
}
