package rowlock.operation;

import java.util.Optional;
import java.util.SortedSet;
import rowlock.task.AgentId;
import rowlock.task.Text;

/// An agent that is wanted.
///
/// @param kind its kind
/// @param id its name; the next free one of its kind unless given
/// @param role what it may do
/// @param parent who wants it
/// @param terms what is special about it
/// @param key wishing again under the same key starts it once
public record Hiring(
    String kind,
    Optional<AgentId> id,
    String role,
    Optional<AgentId> parent,
    Terms terms,
    Optional<String> key) {

  /// What is special about an agent.
  ///
  /// @param capabilities what it can do besides what its kind can
  /// @param model its model, if not the usual one
  /// @param context what it is told besides what all are told
  /// @param workspace whether it has a place of its own; as the hub has it unless given
  /// @param folder where it begins, relative to its place
  public record Terms(
      SortedSet<String> capabilities,
      Optional<String> model,
      Optional<String> context,
      Optional<Workspace> workspace,
      Optional<String> folder) {
    /// Nothing is special.
    public static final Terms USUAL =
        new Terms(
            Text.labels("capabilities", java.util.List.of()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Terms {
      capabilities = Text.labels("capabilities", capabilities);
    }
  }

  /// Whether an agent shares its place.
  public enum Workspace {
    /// It has a worktree of its own.
    ISOLATED,
    /// It works in the project's folder, as others do. It takes no task of a run with a repository.
    SHARED
  }
}
