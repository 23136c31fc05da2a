package rowlock.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import rowlock.board.Command;
import rowlock.task.AgentId;
import rowlock.task.Task;

/// Where an agent works on a task, and how its work is taken from there.
public interface Workplace {
  /// Makes a clean place for a claim. What was left there before is saved first.
  ///
  /// @throws RuntimeException if the world does not allow it (a full disk, a broken repository)
  Place prepare(Command.Claim claim, Task task);

  /// The place that was made for a claim, as it stands.
  Place standing(Command.Claim claim);

  /// A clean place for an agent that holds nothing yet. It stays where it is when a claim's place
  /// is made of it.
  ///
  /// @param notices where things go that the user should know
  Path lodge(AgentId agent, Consumer<String> notices);

  /// Whether each agent has a place of its own here, from which its work is merged.
  boolean isEachAlone();

  /// Makes places before anybody asks for them.
  ///
  /// @param count how many are to wait, 0 to 200
  /// @return how many wait now; empty where agents have no places of their own
  OptionalInt warm(int count);

  /// How many places wait; empty where agents have no places of their own.
  OptionalInt ready();

  /// Gives up the place of an agent that is there no more; what was left in it is saved first.
  ///
  /// @param notices where things go that the user should know
  void leave(AgentId agent, Consumer<String> notices);

  /// Takes what the agent has done. Asked twice it answers the same.
  Harvest collect(Command.Claim claim, Task task);

  /// A place to work in.
  ///
  /// @param folder the folder
  /// @param notices what the user should know about how it came to be
  record Place(Path folder, List<String> notices) {
    public Place {
      notices = List.copyOf(notices);
    }
  }

  /// What an agent has done.
  sealed interface Harvest {
    /// It can be handed in.
    ///
    /// @param commit the commit that holds it, where there is a repository
    /// @param files the paths it changed
    record Taken(Optional<String> commit, List<String> files) implements Harvest {
      public Taken {
        files = List.copyOf(files);
      }
    }

    /// It cannot be handed in, and why.
    record Refused(String reason) implements Harvest {}
  }
}
