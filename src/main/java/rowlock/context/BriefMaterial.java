package rowlock.context;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rowlock.board.Board;
import rowlock.task.AgentId;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.task.TaskStatus;
import rowlock.team.Discovery;

/// Everything a brief is made of.
///
/// @param task the task, with its claim and its earlier attempts
/// @param assignment who does it, where, and how
/// @param goal what the whole project or run is for, may be empty
/// @param results what the task's dependencies came to
/// @param discoveries what others found, most relevant first
/// @param unreadMessages how many messages wait for the agent
public record BriefMaterial(
    Task task,
    Assignment assignment,
    String goal,
    List<Result> results,
    List<Discovery> discoveries,
    int unreadMessages) {
  /// How many discoveries are considered, the most relevant ones.
  public static final int MAX_DISCOVERIES = 50;

  public BriefMaterial {
    results = List.copyOf(results);
    discoveries = List.copyOf(discoveries);
  }

  /// What a board knows for the brief of one of its tasks.
  ///
  /// Of the discoveries those count that come from the task itself, its dependencies or its parent,
  /// and then those that share a tag with it; newer before older.
  public static BriefMaterial on(Board board, Task task, Assignment assignment) {
    String goal =
        task.spec().links().run().flatMap(board::run).map(run -> run.goal()).orElse(board.goal());
    return new BriefMaterial(
        task,
        assignment,
        goal,
        task.spec().links().dependencies().stream()
            .flatMap(id -> board.task(id).stream())
            .map(Result::of)
            .toList(),
        relevant(task, board.discoveries()),
        board.unreadBy(assignment.agent()).size());
  }

  private static List<Discovery> relevant(Task task, Collection<Discovery> all) {
    Set<TaskId> near = new HashSet<>(task.spec().links().dependencies());
    near.add(task.id());
    task.spec().links().parent().ifPresent(near::add);
    Set<String> tags = task.spec().description().tags();
    return all.stream()
        .filter(found -> isFrom(near, found) || !Collections.disjoint(tags, found.tags()))
        .sorted(
            Comparator.comparing((Discovery found) -> !isFrom(near, found))
                .thenComparing(Discovery::at, Comparator.reverseOrder()))
        .limit(MAX_DISCOVERIES)
        .toList();
  }

  private static boolean isFrom(Set<TaskId> near, Discovery found) {
    return found.task().filter(near::contains).isPresent();
  }

  /// What a dependency came to.
  ///
  /// @param task which one
  /// @param title what it was about
  /// @param status where it stands; with the policy to skip it may have failed
  /// @param author who handed it in, if known
  /// @param output what its agent said it did, may be empty
  public record Result(
      TaskId task, String title, TaskStatus status, Optional<AgentId> author, String output) {
    /// The result of a task as it stands.
    public static Result of(Task task) {
      String output =
          task.state() instanceof TaskState.Done done
              ? done.submission().map(submission -> submission.output()).orElse("")
              : "";
      return new Result(
          task.id(), task.spec().description().title(), task.status(), Optional.empty(), output);
    }
  }
}
