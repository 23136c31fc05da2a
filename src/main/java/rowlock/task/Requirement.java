package rowlock.task;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// Who may take a task.
///
/// @param capabilities what the agent must be able to do, all of them
/// @param assignee an agent's id or an agent kind, if only that one may take it
public record Requirement(SortedSet<String> capabilities, Optional<String> assignee) {
  /// Anybody.
  public static final Requirement NONE =
      new Requirement(Text.labels("capabilities", List.of()), Optional.empty());

  public Requirement {
    capabilities = Text.labels("capabilities", capabilities);
    assignee.ifPresent(name -> Name.require("agent", name));
  }
}
