package rowlock.board;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.MapPSet;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;
import rowlock.task.DependencyPolicy;
import rowlock.task.Links;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// All tasks of a board with the indexes that keep every question cheap. Immutable; every change
/// goes through [#put], which keeps the indexes right.
final class Tasks {
  private final TreePMap<TaskId, Task> all;
  private final Relations relations;
  private final Index index;
  private final Archive archive;
  private final long lastNumber;

  /// The names of tasks that left the board, which stay taken.
  ///
  /// @param done those that were done
  /// @param abandoned those that were cancelled
  private record Archive(MapPSet<TaskId> done, MapPSet<TaskId> abandoned) {
    static final Archive EMPTY = new Archive(HashTreePSet.empty(), HashTreePSet.empty());

    boolean contains(TaskId id) {
      return done.contains(id) || abandoned.contains(id);
    }

    Archive plus(Task task) {
      return task.state() instanceof TaskState.Done
          ? new Archive(done.plus(task.id()), abandoned)
          : new Archive(done, abandoned.plus(task.id()));
    }
  }

  /// How a task ended, as far as those that wait for it care.
  enum Fate {
    OPEN,
    DONE,
    FAILED,
    CANCELLED;

    boolean isLost() {
      return this == FAILED || this == CANCELLED;
    }
  }

  /// Views of the tasks that follow from the tasks alone.
  private record Index(ReadyQueue ready, Agenda agenda, Census census) {
    Index replace(@Nullable Task before, @Nullable Task after) {
      return new Index(
          ready.replace(before, after),
          agenda.replace(before, after),
          census.replace(before, after));
    }
  }

  private Tasks(
      TreePMap<TaskId, Task> all,
      Relations relations,
      Index index,
      Archive archive,
      long lastNumber) {
    this.all = all;
    this.relations = relations;
    this.index = index;
    this.archive = archive;
    this.lastNumber = lastNumber;
  }

  static Tasks empty(Duration ageingStep) {
    return new Tasks(
        TreePMap.empty(),
        Relations.EMPTY,
        new Index(ReadyQueue.empty(ageingStep), Agenda.EMPTY, Census.EMPTY),
        Archive.EMPTY,
        0);
  }

  static Tasks of(Contents.OfTasks contents, Duration ageingStep) {
    Relations relations = Relations.EMPTY;
    for (Group group : contents.groups()) {
      relations = relations.plus(group);
    }
    TreeMap<TaskId, Task> all = new TreeMap<>();
    contents.tasks().forEach(task -> all.put(task.id(), task));
    Tasks loaded =
        new Tasks(
            TreePMap.fromSortedMap(all),
            relations,
            empty(ageingStep).index,
            new Archive(
                HashTreePSet.from(contents.archived()), HashTreePSet.from(contents.abandoned())),
            contents.lastNumber());
    Index index = loaded.index;
    for (Task task : contents.tasks()) {
      relations = relations.plus(task, loaded.ownAndInherited(task));
      index = index.replace(null, task);
    }
    return new Tasks(loaded.all, relations, index, loaded.archive, loaded.lastNumber);
  }

  Contents.OfTasks contents() {
    return new Contents.OfTasks(
        List.copyOf(all.values()),
        archive.done().stream().sorted().toList(),
        archive.abandoned().stream().sorted().toList(),
        List.copyOf(relations.groups().values()),
        lastNumber);
  }

  Optional<Task> find(TaskId id) {
    return Optional.ofNullable(all.get(id));
  }

  /// A task that is known to be there.
  Task require(TaskId id) {
    Task task = all.get(id);
    if (task == null) {
      throw new IllegalStateException("event about task " + id + ", which is not on the board");
    }
    return task;
  }

  TreePMap<TaskId, Task> all() {
    return all;
  }

  Relations relations() {
    return relations;
  }

  ReadyQueue ready() {
    return index.ready();
  }

  Agenda agenda() {
    return index.agenda();
  }

  Census census() {
    return index.census();
  }

  /// Whether an id is or was in use.
  boolean isTaken(TaskId id) {
    return all.containsKey(id) || archive.contains(id);
  }

  boolean isArchived(TaskId id) {
    return archive.contains(id);
  }

  /// The next free number for a task without a name of its own.
  long nextNumber(Set<TaskId> alsoTaken) {
    long number = lastNumber + 1;
    while (isTaken(numbered(number)) || alsoTaken.contains(numbered(number))) {
      number++;
    }
    return number;
  }

  static TaskId numbered(long number) {
    return new TaskId("t" + number);
  }

  /// With a task that was not there before.
  Tasks add(Task task) {
    long number = numberOf(task.id());
    return new Tasks(
            all, relations.plus(task, ownAndInherited(task)), index, archive, lastNumber(number))
        .put(task);
  }

  /// With a task as it is now.
  Tasks put(Task task) {
    return new Tasks(
        all.plus(task.id(), task),
        relations,
        index.replace(all.get(task.id()), task),
        archive,
        lastNumber);
  }

  /// Without a task that leaves for the archive.
  Tasks archive(TaskId id) {
    Task task = require(id);
    return new Tasks(
        all.minus(id),
        relations.minus(task, ownAndInherited(task)),
        index.replace(task, null),
        archive.plus(task),
        lastNumber);
  }

  Tasks plus(Group group) {
    return new Tasks(all, relations.plus(group), index, archive, lastNumber);
  }

  /// With the waiting tasks ordered anew for another rate of ageing.
  Tasks ageing(Duration step) {
    ReadyQueue ready = ReadyQueue.empty(step);
    for (Task task : all.values()) {
      ready = ready.replace(null, task);
    }
    return new Tasks(
        all, relations, new Index(ready, index.agenda(), index.census()), archive, lastNumber);
  }

  /// Everything a task waits for or waited for: its dependencies, those of the tasks it is a part
  /// of, its own parts, and the members of a group whose barrier it is.
  Set<TaskId> waitsFor(Task task) {
    Set<TaskId> links = ownAndInherited(task);
    links.addAll(relations.childrenOf(task.id()));
    relations
        .guardedBy(task.id())
        .ifPresent(group -> links.addAll(relations.membersOf(group.id())));
    return links;
  }

  private Set<TaskId> ownAndInherited(Task task) {
    Set<TaskId> links = new LinkedHashSet<>(task.spec().links().dependencies());
    Set<TaskId> seen = new LinkedHashSet<>();
    Optional<TaskId> parent = task.spec().links().parent();
    while (parent.isPresent() && seen.add(parent.get()) && all.containsKey(parent.get())) {
      Task above = require(parent.get());
      links.addAll(above.spec().links().dependencies());
      parent = above.spec().links().parent();
    }
    return links;
  }

  /// Where a task stands that nobody works on: available, or blocked by what it still waits for.
  TaskState resting(Task task, Instant at) {
    PSortedSet<TaskId> open = TreePSet.empty();
    for (TaskId other : waitsFor(task)) {
      if (!isSettledFor(task, other)) {
        open = open.plus(other);
      }
    }
    return open.isEmpty() ? new TaskState.Available(at) : new TaskState.Blocked(open);
  }

  /// The parts that a task still waits for.
  List<TaskId> openParts(Task task) {
    return relations.childrenOf(task.id()).stream()
        .filter(part -> !isSettledFor(task, part))
        .toList();
  }

  /// Whether a task need not wait for another any more. A part that nobody wants holds up no
  /// parent, whatever the policy.
  boolean isSettledFor(Task waiter, TaskId awaited) {
    return switch (fateOf(awaited)) {
      case OPEN -> false;
      case DONE -> true;
      case FAILED -> policyFor(waiter, awaited) == DependencyPolicy.SKIP;
      case CANCELLED ->
          policyFor(waiter, awaited) == DependencyPolicy.SKIP
              || relations.childrenOf(waiter.id()).contains(awaited);
    };
  }

  /// Whether a task must be given up because of how another one ended.
  boolean isDoomedBy(Task waiter, TaskId awaited) {
    return fateOf(awaited).isLost()
        && policyFor(waiter, awaited) == DependencyPolicy.CANCEL
        && !isSettledFor(waiter, awaited);
  }

  Fate fateOf(TaskId id) {
    Task task = all.get(id);
    if (task == null) {
      return archive.done().contains(id)
          ? Fate.DONE
          : archive.abandoned().contains(id) ? Fate.CANCELLED : Fate.OPEN;
    }
    return switch (task.state()) {
      case TaskState.Done done -> Fate.DONE;
      case TaskState.Cancelled cancelled -> Fate.CANCELLED;
      case TaskState.Failed failed -> failed.retryAt().isEmpty() ? Fate.FAILED : Fate.OPEN;
      case TaskState.Blocked blocked -> Fate.OPEN;
      case TaskState.Available available -> Fate.OPEN;
      case TaskState.Held held -> Fate.OPEN;
      case TaskState.Submitted submitted -> Fate.OPEN;
    };
  }

  /// The policy that counts between two tasks: that of the task which names the dependency, be it
  /// the waiting one or one it is a part of; for parts and members that of their parent or barrier.
  private DependencyPolicy policyFor(Task waiter, TaskId awaited) {
    Optional<Task> naming = Optional.of(waiter);
    while (naming.isPresent()) {
      Links links = naming.get().spec().links();
      if (links.dependencies().contains(awaited)) {
        return links.onFailedDependency();
      }
      naming = links.parent().flatMap(this::find);
    }
    return waiter.spec().links().onFailedDependency();
  }

  private long lastNumber(long number) {
    return Math.max(lastNumber, number);
  }

  private static long numberOf(TaskId id) {
    return id.value().matches("t[1-9][0-9]{0,14}") ? Long.parseLong(id.value().substring(1)) : 0;
  }
}
