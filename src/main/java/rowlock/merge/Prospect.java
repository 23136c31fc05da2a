package rowlock.merge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import rowlock.board.Board;
import rowlock.git.CommitId;
import rowlock.git.Repository;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// Which of the tasks that are worked on, or wait for their verdict, would conflict if they were
/// merged now. What agents have not committed is not looked at.
public final class Prospect {
  private static final Comparator<Underway> BY_TASK = Comparator.comparing(Underway::task);

  private final Repository repository;
  private final Forecast forecast;
  private final Worktrees worktrees;
  private final Predicate<Task> isOurs;

  /// What agents have committed so far.
  @FunctionalInterface
  public interface Worktrees {
    /// The newest commit of an agent on a task; empty if there is none to be found.
    Optional<CommitId> tip(AgentId agent, TaskId task);
  }

  /// A task that is worked on or waits for its verdict.
  ///
  /// @param agent who works on it, or did
  public record Underway(TaskId task, AgentId agent) {}

  /// What was seen.
  ///
  /// @param compared the tasks that were compared with each other, by the names of the outlook's
  ///   tips
  /// @param leftOut those that were not: nothing of theirs was found, or there were too many
  /// @param outlook what comparing them came to
  public record Seen(
      Map<String, Underway> compared, List<Underway> leftOut, Forecast.Outlook outlook) {
    public Seen {
      compared = new LinkedHashMap<>(compared);
      leftOut = List.copyOf(leftOut);
    }
  }

  /// @param isOurs which tasks are looked at
  public Prospect(
      Repository repository, Forecast forecast, Worktrees worktrees, Predicate<Task> isOurs) {
    this.repository = repository;
    this.forecast = forecast;
    this.worktrees = worktrees;
    this.isOurs = isOurs;
  }

  /// Looks at the work as it stands.
  ///
  /// @throws rowlock.git.GitException if git cannot say
  public Seen look(Board board, Instant now) {
    Map<String, Underway> compared = new LinkedHashMap<>();
    List<Forecast.Tip> tips = new ArrayList<>();
    List<Underway> leftOut = new ArrayList<>();
    for (Underway work : underway(board)) {
      Optional<CommitId> tip =
          tips.size() < Forecast.MAX_TIPS ? tip(board, work) : Optional.empty();
      if (tip.isEmpty()) {
        leftOut.add(work);
      } else {
        tips.add(new Forecast.Tip(work.task().value(), tip.get()));
        compared.put(work.task().value(), work);
      }
    }
    return new Seen(compared, leftOut, forecast.look(tips, now));
  }

  private List<Underway> underway(Board board) {
    return board.tasks().stream()
        .filter(isOurs)
        .flatMap(task -> agent(task).map(who -> new Underway(task.id(), who)).stream())
        .sorted(BY_TASK)
        .toList();
  }

  private static Optional<AgentId> agent(Task task) {
    return switch (task.state()) {
      case TaskState.Held held -> Optional.of(held.lease().holder());
      case TaskState.Submitted submitted -> Optional.of(submitted.holder());
      default -> Optional.empty();
    };
  }

  /// What was handed in is what will be merged, whatever its agent did afterwards.
  private Optional<CommitId> tip(Board board, Underway work) {
    Optional<TaskState.Submitted> submitted =
        board
            .task(work.task())
            .map(Task::state)
            .filter(TaskState.Submitted.class::isInstance)
            .map(TaskState.Submitted.class::cast);
    return submitted.isPresent()
        ? submitted.get().submission().commit().flatMap(repository::resolve)
        : worktrees.tip(work.agent(), work.task());
  }
}
