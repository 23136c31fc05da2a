package rowlock.board;

import java.util.Optional;
import rowlock.task.Name;
import rowlock.task.TaskId;
import rowlock.task.Text;

/// Tasks that belong together.
///
/// @param id its name
/// @param title what it is
/// @param barrier the task that waits for all members
public record Group(String id, String title, Optional<TaskId> barrier) {
  public Group {
    Name.require("group_id", id);
    Text.line("title", title);
  }
}
