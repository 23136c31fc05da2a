package rowlock.team;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import rowlock.task.AgentId;
import rowlock.task.Name;
import rowlock.task.TaskId;
import rowlock.task.Text;

/// A finding that others should know.
///
/// @param id its name, given by the board
/// @param author who found it
/// @param text what was found
/// @param tags labels to find it by
/// @param task the task it came up in
/// @param at when
public record Discovery(
    String id,
    AgentId author,
    String text,
    SortedSet<String> tags,
    Optional<TaskId> task,
    Instant at) {
  public Discovery {
    Name.require("discovery id", id);
    requireText(text);
    tags = Text.labels("tags", tags);
  }

  /// Returns the text if it can be a discovery's.
  ///
  /// @throws IllegalArgumentException if it is empty, too long or not printable
  public static String requireText(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("discovery: must not be empty");
    }
    return Text.body("discovery", text);
  }
}
