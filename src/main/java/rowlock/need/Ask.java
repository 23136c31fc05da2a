package rowlock.need;

import java.util.Optional;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.task.Text;

/// What is wanted of a person, and for whom.
///
/// @param kind what a person is wanted for
/// @param agent the agent that waits, if one does
/// @param task the task that waits, if it is about one
/// @param wording what the person reads
/// @param subject what makes it the same need when it is raised again while it is open: of the same
///   kind, agent and subject there is one; at most [Text#MAX_LINE] characters
public record Ask(
    NeedKind kind,
    Optional<AgentId> agent,
    Optional<TaskId> task,
    Wording wording,
    Optional<String> subject) {
  public Ask {
    subject.ifPresent(text -> {
      if (text.isBlank()) {
        throw new IllegalArgumentException("subject: must not be empty");
      }
      Text.line("subject", text);
    });
  }

  /// Whether a person who decides on the one decides on the other.
  boolean meansTheSameAs(Ask other) {
    return !kind.isDecidedByItsWords()
        || (wording.equals(other.wording) && task.equals(other.task));
  }
}
