package rowlock.board;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.task.TaskStatus;

/// Why a task stands where it stands: one chain of causes down to the root, and the cheapest thing
/// that would free it.
///
/// Of several roots the chain leads to the one that will not go away by itself, if there is one.
///
/// @param chain from the task that was asked about to the root cause, each waiting for the next; at
///   most [#MAX_STEPS], the root always last
/// @param skipped how many steps before the root were left out
/// @param roots how many root causes there are altogether; 0 when the task waits for nothing
/// @param remedy what would free it, and with it everything else that waits for the same root;
///   empty when there is nothing to free
public record Explanation(List<Step> chain, int skipped, int roots, Optional<Remedy> remedy) {
  /// The most steps of a chain that are told.
  public static final int MAX_STEPS = 20;

  public Explanation {
    chain = List.copyOf(chain);
  }

  /// One task of the chain.
  ///
  /// @param task which
  /// @param status where it stands
  /// @param cause why it stands there
  /// @param text the same in one sentence
  public record Step(TaskId task, TaskStatus status, Cause cause, String text) {}

  /// Something to do.
  ///
  /// @param advice what, in one sentence
  /// @param command the command line that does it, if one does
  /// @param frees how many blocked tasks wait for the same root, directly or through others
  public record Remedy(String advice, Optional<String> command, int frees) {}

  /// Why a task stands where it stands. The later, the less it will go away by itself.
  public enum Cause {
    /// Nothing is left to do.
    DONE,
    /// An agent has it.
    HELD,
    /// It is handed in and not proved yet.
    UNPROVED,
    /// The next agent that asks gets it, or those before it first.
    IN_LINE,
    /// It is tried again after a wait.
    RETRY_LATER,
    /// All agents that may take it have enough to do.
    AGENTS_BUSY,
    /// No agent on the team may take it.
    NO_AGENT,
    /// It, or the agent that has it, waits for a person's answer.
    NEEDS_ANSWER,
    /// It has failed for good.
    FAILED,
    /// It was given up.
    CANCELLED,
    /// It waits for a dependency.
    DEPENDENCY,
    /// It waits for a dependency of a task it is a part of.
    INHERITED,
    /// It waits for one of its parts.
    PART,
    /// It waits for a member of the group whose barrier it is.
    MEMBER;

    /// The name in every interface.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Explains a task.
  ///
  /// @param now the moment for which times to wait are told
  /// @return nothing if there is no such task on the board
  public static Optional<Explanation> of(Board board, TaskId id, Instant now) {
    return board.task(id).map(task -> explain(board, task, now));
  }

  private static Explanation explain(Board board, Task task, Instant now) {
    Map<TaskId, TaskId> reachedFrom = new LinkedHashMap<>();
    List<TaskId> roots = new ArrayList<>();
    explore(board, task, reachedFrom, roots);
    Roots causes = new Roots(board, now);
    TaskId root =
        roots.stream()
            .min(Comparator.comparing(causes::cause, Comparator.reverseOrder()))
            .orElseThrow();
    List<TaskId> path = new ArrayList<>();
    for (@Nullable TaskId at = root; at != null; at = reachedFrom.get(at)) {
      path.add(at);
    }
    Collections.reverse(path);
    int skipped = Math.max(0, path.size() - MAX_STEPS);
    List<Step> chain = new ArrayList<>();
    for (int i = 0; i + 1 < path.size() && chain.size() < MAX_STEPS - 1; i++) {
      chain.add(waiting(board, path.get(i), path.get(i + 1)));
    }
    chain.add(causes.step(root));
    Optional<TaskId> waiter =
        path.size() > 1 ? Optional.of(path.get(path.size() - 2)) : Optional.empty();
    boolean waits = task.state() instanceof TaskState.Blocked;
    return new Explanation(
        chain,
        skipped,
        waits ? roots.size() : 0,
        causes.remedy(root, waiter, dependents(board, List.of(root), Integer.MAX_VALUE)));
  }

  /// Breadth first, so that the chain to each root is a shortest one.
  private static void explore(
      Board board, Task task, Map<TaskId, TaskId> reachedFrom, List<TaskId> roots) {
    Set<TaskId> seen = new HashSet<>(Set.of(task.id()));
    Deque<TaskId> pending = new ArrayDeque<>(List.of(task.id()));
    while (!pending.isEmpty()) {
      TaskId id = pending.remove();
      Collection<TaskId> all = board.task(id).map(known -> awaited(board, known)).orElse(Set.of());
      for (TaskId awaited : all) {
        if (seen.add(awaited)) {
          reachedFrom.put(awaited, id);
          pending.add(awaited);
        }
      }
      if (all.isEmpty()) {
        roots.add(id);
      }
    }
  }

  /// What a task waits for; nothing if it is for somebody to do something about the task itself.
  private static Collection<TaskId> awaited(Board board, Task task) {
    return switch (task.state()) {
      case TaskState.Blocked blocked -> blocked.waitingFor();
      case TaskState.Submitted _ -> board.openPartsOf(task);
      case TaskState _ -> List.of();
    };
  }

  private static Step waiting(Board board, TaskId waiter, TaskId awaited) {
    Task task = board.task(waiter).orElseThrow();
    if (task.spec().links().dependencies().contains(awaited)) {
      return blocked(task, Cause.DEPENDENCY, "depends on " + awaited);
    }
    if (board.childrenOf(waiter).contains(awaited)) {
      return blocked(task, Cause.PART, "waits for " + awaited + ", a part of it");
    }
    Optional<Group> group =
        board.groups().stream()
            .filter(one -> one.barrier().filter(waiter::equals).isPresent())
            .filter(one -> board.membersOf(one.id()).contains(awaited))
            .findFirst();
    return group.isPresent()
        ? blocked(task, Cause.MEMBER, "waits for " + awaited + " in group " + group.get().id())
        : blocked(task, Cause.INHERITED, "is a part of a task that depends on " + awaited);
  }

  private static Step blocked(Task task, Cause cause, String why) {
    return new Step(task.id(), task.status(), cause, task.id() + " " + why);
  }

  /// How many blocked tasks wait for some, directly or through others.
  ///
  /// @param limit how many are counted
  static int dependents(Board board, Collection<TaskId> roots, int limit) {
    Set<TaskId> seen = new HashSet<>();
    Deque<TaskId> pending = new ArrayDeque<>(roots);
    while (!pending.isEmpty() && seen.size() < limit) {
      TaskId awaited = pending.remove();
      for (TaskId id : board.waitersOf(awaited)) {
        boolean waits =
            board.task(id).filter(task -> awaited(board, task).contains(awaited)).isPresent();
        if (waits && seen.add(id)) {
          pending.add(id);
        }
      }
    }
    return Math.min(seen.size(), limit);
  }
}
