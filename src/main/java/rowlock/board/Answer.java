package rowlock.board;

import java.time.Instant;
import java.util.List;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.task.TaskStatus;

/// What a command that was accepted says to whoever gave it.
public sealed interface Answer {
  /// It was carried out, and there is nothing more to say.
  record Accepted() implements Answer {}

  /// Tasks came onto the board under these names.
  record Added(List<TaskId> tasks) implements Answer {
    public Added {
      tasks = List.copyOf(tasks);
    }
  }

  /// A task was handed out.
  record Claimed(TaskId task, long fence, Instant leaseUntil) implements Answer {}

  /// A lease was renewed.
  record Renewed(Instant leaseUntil) implements Answer {}

  /// A task stands there now.
  record Moved(TaskId task, TaskStatus status) implements Answer {}

  /// Something was made under this name.
  record Created(String id) implements Answer {}

  /// A message was accepted for these agents.
  record Sent(String message, List<AgentId> recipients) implements Answer {
    public Sent {
      recipients = List.copyOf(recipients);
    }
  }
}
