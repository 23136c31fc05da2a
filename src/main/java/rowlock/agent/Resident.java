package rowlock.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import rowlock.kind.AgentKind;
import rowlock.task.AgentId;
import rowlock.task.Text;
import rowlock.team.Agent;

/// An agent that lives in a terminal of the hub.
///
/// @param id its name
/// @param kind its kind
/// @param role the name of its role
/// @param parent the agent that asked for it
/// @param terms what is special about it
public record Resident(
    AgentId id, AgentKind kind, String role, Optional<AgentId> parent, Engagement terms) {
  /// One that is like all of its kind.
  public Resident(AgentId id, AgentKind kind, String role, Optional<AgentId> parent) {
    this(id, kind, role, parent, Engagement.USUAL);
  }

  /// The agent as the board knows it.
  Agent asAgent() {
    SortedSet<String> all = new TreeSet<>(kind.capabilities());
    all.addAll(terms.capabilities());
    return new Agent(id, kind.name(), role, all, parent, Optional.empty());
  }

  /// On what terms an agent lives in a terminal, beyond what its kind says.
  ///
  /// @param capabilities what it can do besides what its kind can
  /// @param model its model, if not the one that is usual for its kind
  /// @param context what it is told at its start besides what all are told
  /// @param lodging where it lives
  public record Engagement(
      SortedSet<String> capabilities,
      Optional<String> model,
      Optional<String> context,
      Lodging lodging) {
    /// What is usual.
    public static final Engagement USUAL =
        new Engagement(
            Text.labels("capabilities", List.of()),
            Optional.empty(),
            Optional.empty(),
            new Lodging.Own(Path.of("")));

    public Engagement {
      capabilities = Text.labels("capabilities", capabilities);
    }

    /// Where an agent lives.
    public sealed interface Lodging {
      /// In a place of its own.
      ///
      /// @param within the folder in it where it begins; empty for the place itself
      record Own(Path within) implements Lodging {}

      /// In a folder with others. There it takes no task whose work is to be merged.
      ///
      /// @param folder an existing folder
      record Shared(Path folder) implements Lodging {}
    }
  }
}
