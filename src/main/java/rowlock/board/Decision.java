package rowlock.board;

import java.util.List;

/// What the board makes of a command.
public sealed interface Decision {

  /// It happens.
  ///
  /// @param events what happens, in order; may be none when everything is so already
  /// @param answer what the one who asked is told once the events are durable
  /// @param after the board with the events applied
  record Accepted(List<Event> events, Answer answer, Board after) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /// It does not happen, and nothing changes.
  record Rejected(Rejection rejection) implements Decision {}
}
