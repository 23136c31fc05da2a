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
    if (text.isBlank()) {
      throw new IllegalArgumentException("discovery: must not be empty");
    }
    Text.body("discovery", text);
    tags = Text.labels("tags", tags);
  }
}
