package rowlock.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowlock.board.Command;
import rowlock.board.Rejection;
import rowlock.context.Assignment;
import rowlock.meter.Meters;
import rowlock.task.AgentId;
import rowlock.task.Task;

/// What a hub holds besides the journal: the agents it started, their terminals and the places they
/// work in. The wall between the operations and the reconcilers.
public interface Premises {
  /// Whether the hub started this agent, so that it knows where the agent works.
  boolean houses(AgentId agent);

  /// Whether an agent it houses is there for a task; others must not take it.
  boolean suits(AgentId agent, Task task);

  /// Why an agent it houses may not begin with a task now, although it suits it; empty if it may.
  Optional<Rejection> objection(AgentId agent, Task task);

  /// Keeps what a claim of an agent it houses may cost, before its place is made.
  ///
  /// @return why it may not be begun; empty if it may
  Optional<Rejection> reserve(Command.Claim claim);

  /// Makes the place for a claim of an agent it houses.
  ///
  /// @return where the agent works; empty when there is no repository
  /// @throws Workshop.Refusal when the world does not allow it
  Optional<Assignment.Workplace> prepare(Command.Claim claim);

  /// Takes what an agent it houses has done on its claim.
  Harvest collect(Command.Claim claim);

  /// Starts agents and waits until each has answered or is refused. Room for all that may live is
  /// kept before the first begins.
  ///
  /// @return what became of each, in their order
  /// @throws Workshop.Refusal when no agent can live here
  /// @throws InterruptedException if the caller gave up waiting; they are started all the same
  List<Outcome> spawn(List<Hiring> wishes) throws InterruptedException;

  /// What stands in an agent's terminal, and what is known of the agent.
  ///
  /// @param lines how many lines from the end
  /// @throws Workshop.Refusal when it has none
  Fields read(AgentId agent, int lines);

  /// Starts an agent again that is gone, or ends it and starts it again, with its session.
  ///
  /// @throws Workshop.Refusal when it is none of the hub's
  Fields restart(AgentId agent, String reason);

  /// Ends an agent; what it holds becomes available again.
  ///
  /// @throws Workshop.Refusal when it is none of the hub's
  Fields terminate(AgentId agent, String reason);

  /// Types what waits for these agents as soon as they can take it, without waiting for more.
  void hasten(Set<AgentId> agents);

  /// Which of the tasks that are worked on would conflict if they were merged now.
  ///
  /// @param most how many conflicts are told one by one, at least one
  /// @throws Workshop.Refusal when nobody works in a repository here
  Fields conflicts(int most);

  /// Asks git many things at once.
  ///
  /// @param agent in whose worktree; empty: in the user's checkout
  /// @param wishes 1 to [GitWish#MAX]
  /// @return what became of each, in their order
  /// @throws Workshop.Refusal when there is no repository, or the agent has no worktree in it
  List<Outcome> git(Optional<AgentId> agent, List<GitWish> wishes);

  /// What the hub measures of its own work; empty without one.
  Optional<Meters> meters();

  /// Makes worktrees for agents to come.
  ///
  /// @param worktrees how many are to wait, 0 to 200
  /// @throws Workshop.Refusal when agents have no worktrees here
  Fields prewarm(int worktrees);

  /// What the programs of the agents it houses take of the machine: processor, memory, processes;
  /// nothing for those of which it is not known.
  Map<AgentId, Fields> usage();

  /// How the hub is: what lives, since when, and what does not.
  Fields health();

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

  /// What can be asked of git.
  enum GitAsk {
    /// What differs in the checkout from what is committed.
    STATUS,
    /// The newest commits.
    LOG,
    /// How much of each file differs between two commits.
    DIFF,
    /// Branches, and where they are.
    BRANCHES,
    /// A new branch.
    CREATE_BRANCH,
    /// The end of a branch.
    DELETE_BRANCH
  }

  /// One thing that is asked of git.
  ///
  /// @param branch the branch that is made or deleted, or what the names of branches begin with
  /// @param from a revision: where a new branch, a list of commits or a difference begins
  /// @param to a revision: where a difference ends
  /// @param count how many commits, 1 to [#MAX_COMMITS]
  record GitWish(GitAsk ask, String branch, String from, String to, int count) {
    /// The most at once.
    public static final int MAX = 200;

    /// The most commits.
    public static final int MAX_COMMITS = 1_000;
  }

  /// There is no hub: nobody is housed, and what needs one is refused.
  Premises NONE = new NoPremises();
}
