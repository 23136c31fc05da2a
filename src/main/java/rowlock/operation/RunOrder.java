package rowlock.operation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rowlock.budget.Allowance;
import rowlock.budget.Amount;
import rowlock.task.Name;
import rowlock.task.NewTask;

/// What is to be carried out, with whom, and where.
///
/// @param run the run's name; the same name with the same plan takes the run up again
/// @param assignment what is to be done
/// @param agents how many agents work at a time, 1 to [#MAX_AGENTS]
/// @param kind the kind of the agents, for tasks that name none
/// @param place where the work is done and merged; empty when there is no repository
/// @param terminal where the agents run
/// @param choices what the user chose for the agents
public record RunOrder(
    String run,
    Assignment assignment,
    int agents,
    String kind,
    Optional<Place> place,
    Terminal terminal,
    Choices choices) {
  /// The most agents of one run on one machine.
  public static final int MAX_AGENTS = 500;

  public RunOrder {
    Name.require("run", run);
    Name.require("agent", kind);
    if (agents < 1 || agents > MAX_AGENTS) {
      throw new IllegalArgumentException("agents: 1 to " + MAX_AGENTS + ", not " + agents);
    }
  }

  /// The same with another budget.
  public RunOrder with(Budget other) {
    return new RunOrder(run, assignment, agents, kind, place, terminal, choices.with(other));
  }

  /// What is to be done.
  ///
  /// @param goal what it is for
  /// @param planHash SHA-256 of the plan's meaning, in hex
  /// @param tasks the plan's tasks
  public record Assignment(String goal, String planHash, List<NewTask> tasks) {
    public Assignment {
      tasks = List.copyOf(tasks);
    }
  }

  /// What the user chose for the agents.
  ///
  /// @param permissions how much they may do without asking: `ask`, `accept_edits` or `bypass`;
  ///   what is usual for their kind if empty
  /// @param model which model they use; their own choice if empty
  /// @param budget what they may spend
  public record Choices(Optional<String> permissions, Optional<String> model, Budget budget) {
    /// Nothing was chosen.
    public static final Choices NONE = new Choices(Optional.empty(), Optional.empty(), Budget.NONE);

    /// The same, with another budget.
    public Choices with(Budget other) {
      return new Choices(permissions, model, other);
    }
  }

  /// What a run may spend, and what was spent on it before it began.
  ///
  /// @param allowance what it may spend; a run that is taken up keeps what it may spend already if
  ///   that is more, and where nothing is said here
  /// @param planning what its plan cost, if an agent made it
  public record Budget(Allowance allowance, Optional<Planning> planning) {
    /// Nothing is limited, and nothing was spent.
    public static final Budget NONE = new Budget(Allowance.UNLIMITED, Optional.empty());
  }

  /// What a plan cost that an agent made.
  ///
  /// @param kind the kind of the agent
  /// @param spent what it cost, as far as that is known
  public record Planning(String kind, Amount spent) {
    public Planning {
      Name.require("kind", kind);
    }
  }

  /// Where the work is done and merged.
  ///
  /// @param repository a folder in a git repository
  /// @param base the branch or commit to begin from; empty for the current one
  /// @param into the branch to merge into; empty for one of the run's own, `rowlock/<run>`
  public record Place(Path repository, Optional<String> base, Optional<String> into) {}

  /// Where agents run.
  public enum Terminal {
    /// In panes of rowlock's own tmux server when tmux is there, else as plain processes.
    TMUX_IF_PRESENT,
    /// As plain processes.
    PLAIN
  }
}
