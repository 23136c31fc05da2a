package rowlock.operation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rowlock.board.RunOutcome;
import rowlock.budget.Amount;
import rowlock.task.AgentId;

/// What rowlock does in the world outside its journal: agents, repositories, terminals. The wall
/// between the operations and the drivers.
public interface Workshop {
  /// Carries out a plan until everything is done, nothing more can be done, or a stop is wanted.
  /// What a run of that name left unfinished is taken up where it stands.
  ///
  /// @throws Refusal when the world does not allow it to begin, before anything was changed
  RunOutcome conduct(Desk desk, RunOrder order, RunListener listener);

  /// Is the hub of a project until a stop is wanted, and steps back for runs meanwhile.
  ///
  /// @param listener is told the address when it listens
  /// @throws Refusal when there is a hub already
  void serve(Desk desk, RunListener listener);

  /// Whether starting agents of a kind may cost money, as the kind's description says; a kind that
  /// is not described may.
  ///
  /// @param projectFolder the folder that contains `.rowlock`
  boolean mayCost(Path projectFolder, String kind);

  /// What is thought that one attempt of a kind costs, as the kind's description says; unknown
  /// where it says nothing.
  ///
  /// @param projectFolder the folder that contains `.rowlock`
  Amount estimate(Path projectFolder, String kind);

  /// Asks an agent for a plan, and again while something is wrong with it, a few times at most. The
  /// agent changes nothing as far as its kind can promise that.
  ///
  /// @param critic what is wrong with an answer
  /// @param listener may want it to stop
  /// @throws Refusal when nobody can be asked
  PlanProposal propose(
      Desk desk, PlanRequest request, PlanProposal.Critic critic, RunListener listener);

  /// Ends the agents of this project that still run, without a run that watches them.
  ///
  /// @return the agents that were ended
  List<AgentId> stopAgents(Project project);

  /// The command that shows an agent's terminal.
  ///
  /// @throws Refusal when it has none
  List<String> attachCommand(Project project, AgentId agent);

  /// Gives our terminal to a program until the user leaves it.
  ///
  /// @param command what [#attachCommand] said
  /// @return its exit status
  int show(List<String> command);

  /// The states of refs that were kept before something that could destroy, newest first.
  List<RecoveryPoint> recoveryPoints(Path repository);

  /// Brings refs back to what they were.
  ///
  /// @param number a recovery point's number; the newest if empty
  /// @return what was done, a line each
  List<String> undo(Path repository, Optional<Integer> number);

  /// Looks at everything rowlock needs on this machine.
  List<Finding> examine(Optional<Path> projectFolder);

  /// Looks closer at the programs of agents: versions, logins, signals. Costs nothing but seconds.
  List<Finding> examineAgents(Optional<Path> projectFolder);

  /// Refs as they were before something that could destroy.
  ///
  /// @param number to name it by
  /// @param at when it was made
  /// @param reason before what
  /// @param refs the full names of the refs in it
  record RecoveryPoint(int number, Instant at, String reason, List<String> refs) {}

  /// One thing that was looked at.
  ///
  /// @param subject what
  /// @param health how it is
  /// @param text what was found, with versions and figures
  /// @param advice what to do about it; empty when nothing
  record Finding(String subject, Health health, String text, String advice) {}

  /// How something is.
  enum Health {
    /// As it should be.
    GOOD,
    /// Usable, with something missing.
    LIMITED,
    /// Not usable.
    BAD
  }

  /// The world does not allow what was asked; nothing was changed.
  final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String hint;
    private final Kind kind;

    /// Whose fault it is.
    public enum Kind {
      /// The caller's: a branch that does not exist, a folder that is no repository.
      INPUT,
      /// The machine's: no git, a full disk.
      ENVIRONMENT
    }

    /// @param kind whose fault it is
    /// @param message what is so
    /// @param hint what to do next
    public Refusal(Kind kind, String message, String hint) {
      super(message);
      this.kind = kind;
      this.hint = hint;
    }

    /// What to do next.
    public String hint() {
      return hint;
    }

    /// Whose fault it is.
    public Kind kind() {
      return kind;
    }
  }
}
