package rowlock.board;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import rowlock.budget.Budgets;
import rowlock.need.Needs;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.team.Agent;
import rowlock.team.Discovery;
import rowlock.team.Observation;

/// Everything a board holds, as plain values: what a snapshot stores.
///
/// A board rebuilt from its contents behaves as the board itself.
///
/// @param position the position of the last event in it
/// @param at the time of that event
/// @param tasks what is about tasks
/// @param team what is about agents
/// @param mail what is about messages and discoveries
/// @param operator what is about the person behind it all
/// @param ledger everything else
public record Contents(
    long position,
    Instant at,
    OfTasks tasks,
    OfTeam team,
    OfMail mail,
    OfOperator operator,
    OfLedger ledger) {

  /// What is about tasks.
  ///
  /// @param tasks in the order of their ids
  /// @param archived the ids of done tasks that left the board, which stay taken
  /// @param abandoned the ids of cancelled tasks that left the board, which stay taken
  /// @param groups in the order of their ids
  /// @param lastNumber the last number given to a task without a name of its own
  public record OfTasks(
      List<Task> tasks,
      List<TaskId> archived,
      List<TaskId> abandoned,
      List<Group> groups,
      long lastNumber) {
    public OfTasks {
      tasks = List.copyOf(tasks);
      archived = List.copyOf(archived);
      abandoned = List.copyOf(abandoned);
      groups = List.copyOf(groups);
    }
  }

  /// What is about agents.
  ///
  /// @param agents in the order of their ids
  /// @param observations what was last seen of each
  public record OfTeam(List<Agent> agents, SortedMap<AgentId, Observation> observations) {
    public OfTeam {
      agents = List.copyOf(agents);
      observations = Collections.unmodifiableSortedMap(new TreeMap<>(observations));
    }
  }

  /// What is about messages and discoveries.
  ///
  /// @param letters in the order they were accepted
  /// @param discoveries in the order they were made
  /// @param lastMessage the number of the last message
  /// @param lastDiscovery the number of the last discovery
  public record OfMail(
      List<Letter> letters, List<Discovery> discoveries, long lastMessage, long lastDiscovery) {
    public OfMail {
      letters = List.copyOf(letters);
      discoveries = List.copyOf(discoveries);
    }
  }

  /// What is about the person behind it all: what waits for an answer, and what may be spent.
  public record OfOperator(Needs.Contents needs, Budgets.Contents budgets) {
    /// Nothing ever waited, and nothing was ever spent.
    public static final OfOperator NONE =
        new OfOperator(Needs.Contents.NONE, Budgets.Contents.NONE);
  }

  /// Everything else.
  ///
  /// @param goal what the project is for
  /// @param masterPlan the plan in words
  /// @param settings those that differ from their initial values
  /// @param requests answered requests with keys, oldest first
  /// @param runs in the order of their names
  /// @param graceUntil no lease ends before
  /// @param fenceBase what is added to positions to make fences
  public record OfLedger(
      String goal,
      String masterPlan,
      SortedMap<Setting, String> settings,
      List<Answered> requests,
      List<Run> runs,
      Optional<Instant> graceUntil,
      long fenceBase) {
    public OfLedger {
      settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
      requests = List.copyOf(requests);
      runs = List.copyOf(runs);
    }
  }

  /// A request with a key that was answered.
  public record Answered(String key, String fingerprint, Answer answer) {}
}
