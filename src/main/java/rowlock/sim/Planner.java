package rowlock.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Group;
import rowlock.task.DependencyPolicy;
import rowlock.task.Description;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.Priority;
import rowlock.task.Requirement;
import rowlock.task.RetryPolicy;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.Terms;
import rowlock.task.Text;
import rowlock.task.Work;

/// Makes up tasks: chains, diamonds, parts, groups with barriers, and batches that must be refused.
final class Planner {
  /// What agents can do, in some worlds.
  static final List<String> CAPABILITIES = List.of("java", "docs");

  private static final int LARGEST_BATCH = 6;

  private final Chance chance;
  private int made;

  Planner(Chance chance) {
    this.chance = chance;
  }

  /// A batch that hangs together, and with what is on the board.
  Command batch(Board board) {
    List<TaskId> known = new ArrayList<>(board.tasks().stream().map(Task::id).toList());
    List<NewTask> batch = new ArrayList<>();
    int size = 1 + chance.below(LARGEST_BATCH);
    for (int i = 0; i < size; i++) {
      Links links = links(known, board.groups().stream().map(Group::id).toList());
      if (chance.oneIn(4)) {
        batch.add(NewTask.unnamed(spec(links)));
      } else {
        NewTask task = NewTask.named(nextName(), spec(links));
        batch.add(task);
        known.add(task.id().orElseThrow());
      }
    }
    return new Command.AddTasks(batch);
  }

  /// A group, with a barrier most of the time.
  Command group() {
    String name = "group-" + nextName();
    Optional<NewTask> barrier =
        chance.oneIn(4)
            ? Optional.empty()
            : Optional.of(NewTask.named(nextName(), spec(Links.NONE)));
    return new Command.CreateGroup(name, "a group", barrier);
  }

  /// Tasks that wait for each other.
  Command circle() {
    TaskId one = new TaskId(nextName());
    TaskId other = new TaskId(nextName());
    return new Command.AddTasks(
        List.of(
            new NewTask(Optional.of(one), spec(Links.after(List.of(other)))),
            new NewTask(Optional.of(other), spec(Links.after(List.of(one))))));
  }

  /// A good task and one that waits for nobody knows what.
  Command broken() {
    return new Command.AddTasks(
        List.of(
            NewTask.named(nextName(), spec(Links.NONE)),
            NewTask.named(nextName(), spec(Links.after(List.of(new TaskId("nowhere")))))));
  }

  private String nextName() {
    made++;
    return "k" + made;
  }

  private Links links(List<TaskId> known, List<String> groups) {
    List<TaskId> dependencies = new ArrayList<>();
    for (int i = chance.below(3); i > 0 && !known.isEmpty(); i--) {
      dependencies.add(chance.pick(known));
    }
    Optional<TaskId> parent =
        !known.isEmpty() && chance.oneIn(6) ? Optional.of(chance.pick(known)) : Optional.empty();
    parent.ifPresent(dependencies::remove);
    Optional<String> group =
        !groups.isEmpty() && chance.oneIn(6) ? Optional.of(chance.pick(groups)) : Optional.empty();
    DependencyPolicy policy = chance.pick(List.of(DependencyPolicy.values()));
    return new Links(dependencies, policy, parent, group, Optional.empty());
  }

  private TaskSpec spec(Links links) {
    Requirement requirement =
        chance.oneIn(5)
            ? new Requirement(
                Text.labels("capabilities", List.of(chance.pick(CAPABILITIES))), Optional.empty())
            : Requirement.NONE;
    Work work =
        chance.oneIn(2) ? Work.UNPROVED : new Work(List.of(), List.of("true"), Optional.empty());
    Terms terms =
        new Terms(
            new Priority(1 + chance.below(10)),
            new RetryPolicy(chance.below(4), chance.upTo(Duration.ofSeconds(20))),
            chance.between(Duration.ofSeconds(20), Duration.ofMinutes(20)));
    return new TaskSpec(Description.titled("work"), links, requirement, work, terms);
  }
}
