package rowlock.board;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.Task;
import rowlock.task.TaskGraph;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.TaskState;

/// How tasks come onto the board: whole batches or nothing, and never in a circle.
final class PlanRules {
  private final Draft draft;

  PlanRules(Draft draft) {
    this.draft = draft;
  }

  Decision add(Command.AddTasks command) {
    Map<TaskId, TaskSpec> batch = new LinkedHashMap<>();
    Optional<Rejection> refusal =
        name(command.tasks(), batch)
            .or(() -> firstUnknownLink(batch))
            .or(() -> new Nesting(draft, batch).refuse())
            .or(() -> firstClosed(batch));
    if (refusal.isPresent()) {
      return Draft.reject(refusal.get());
    }
    openGroups(batch);
    parentsFirst(batch).forEach(id -> emitAdded(id, batch));
    Optional<List<TaskId>> cycle = findCycle(batch);
    if (cycle.isPresent()) {
      return Draft.reject(new Rejection.Cycle(cycle.get()));
    }
    new Endings(draft).settle(batch.keySet());
    return draft.accept(new Answer.Added(List.copyOf(batch.keySet())));
  }

  /// A group that is there already, by its members, may get its barrier later, but only once.
  Decision createGroup(Command.CreateGroup command) {
    Optional<Group> known = group(Optional.of(command.group()));
    if (known.isPresent() && (command.barrier().isEmpty() || known.get().barrier().isPresent())) {
      return Draft.reject(new Rejection.DuplicateId("group", command.group()));
    }
    if (command.barrier().isEmpty()) {
      draft.emit(new Event.GroupCreated(command.group(), command.title(), Optional.empty()));
      return draft.accept(new Answer.Created(command.group()));
    }
    Map<TaskId, TaskSpec> barrier = new LinkedHashMap<>();
    Optional<Rejection> refusal = name(List.of(command.barrier().get()), barrier);
    if (refusal.isPresent()) {
      return Draft.reject(refusal.get());
    }
    TaskId id = barrier.keySet().iterator().next();
    draft.emit(new Event.GroupCreated(command.group(), command.title(), Optional.of(id)));
    return switch (add(new Command.AddTasks(List.of(named(id, barrier))))) {
      case Decision.Rejected rejected -> rejected;
      case Decision.Accepted accepted -> draft.accept(new Answer.Created(command.group()));
    };
  }

  private static NewTask named(TaskId id, Map<TaskId, TaskSpec> batch) {
    return new NewTask(Optional.of(id), spec(id, batch));
  }

  private static TaskSpec spec(TaskId id, Map<TaskId, TaskSpec> batch) {
    TaskSpec spec = batch.get(id);
    if (spec == null) {
      throw new IllegalStateException(id + " is not in the batch");
    }
    return spec;
  }

  /// Gives every task its name, those that bring one first.
  private Optional<Rejection> name(List<NewTask> tasks, Map<TaskId, TaskSpec> batch) {
    Set<TaskId> taken = new HashSet<>();
    for (NewTask task : tasks) {
      if (task.id().isPresent()
          && (!taken.add(task.id().get()) || draft.tasks().isTaken(task.id().get()))) {
        return Optional.of(new Rejection.DuplicateId("task", task.id().get().value()));
      }
    }
    long number = draft.tasks().nextNumber(taken) - 1;
    for (NewTask task : tasks) {
      if (task.id().isPresent()) {
        batch.put(task.id().get(), task.spec());
        continue;
      }
      do {
        number++;
      } while (taken.contains(Tasks.numbered(number))
          || draft.tasks().isTaken(Tasks.numbered(number)));
      batch.put(Tasks.numbered(number), task.spec());
    }
    return Optional.empty();
  }

  private Optional<Rejection> firstUnknownLink(Map<TaskId, TaskSpec> batch) {
    for (var entry : batch.entrySet()) {
      Links links = entry.getValue().links();
      for (TaskId dependency : links.dependencies()) {
        if (!batch.containsKey(dependency) && !draft.tasks().isTaken(dependency)) {
          return Optional.of(
              new Rejection.UnknownLink(entry.getKey(), "dependencies", dependency.value()));
        }
      }
      Optional<TaskId> parent = links.parent();
      if (parent.isPresent()
          && !batch.containsKey(parent.get())
          && draft.find(parent.get()).isEmpty()) {
        return Optional.of(
            new Rejection.UnknownLink(entry.getKey(), "parent_id", parent.get().value()));
      }
      // Where a run merges decides whether work is proved, so a run must be known.
      Optional<String> run = links.run();
      if (run.isPresent() && draft.board().run(run.get()).isEmpty()) {
        return Optional.of(new Rejection.UnknownLink(entry.getKey(), "run", run.get()));
      }
    }
    return Optional.empty();
  }

  /// A finished parent takes no more parts, a passed barrier no more members.
  private Optional<Rejection> firstClosed(Map<TaskId, TaskSpec> batch) {
    for (TaskSpec spec : batch.values()) {
      Optional<Rejection> closed =
          spec.links()
              .parent()
              .flatMap(draft::find)
              .flatMap(this::refusePart)
              .or(() -> group(spec.links().group()).flatMap(this::refuseMember));
      if (closed.isPresent()) {
        return closed;
      }
    }
    return Optional.empty();
  }

  private Optional<Rejection> refusePart(Task parent) {
    if (parent.isFinished() || parent.state() instanceof TaskState.Submitted) {
      return Optional.of(new Rejection.WrongStatus(parent.id(), parent.status(), "add a part to"));
    }
    // Parts inherit what their parent waits for, but a barrier may get more to wait for.
    return draft.tasks().relations().guardedBy(parent.id()).filter(this::isOpen).isPresent()
        ? Optional.of(
            new Rejection.WrongStatus(
                parent.id(), parent.status(), "add a part to (it is a barrier)"))
        : Optional.empty();
  }

  private Optional<Rejection> refuseMember(Group group) {
    return isOpen(group)
        ? Optional.empty()
        : Optional.of(new Rejection.GroupClosed(group.id(), group.barrier().orElseThrow()));
  }

  /// Whether a group takes more members: it has no barrier, or one that nobody worked on yet.
  private boolean isOpen(Group group) {
    if (group.barrier().isEmpty()) {
      return true;
    }
    Optional<Task> barrier = draft.find(group.barrier().get());
    if (barrier.isEmpty()) {
      return !draft.tasks().isArchived(group.barrier().get());
    }
    boolean untouched =
        barrier.get().state() instanceof TaskState.Blocked
            || barrier.get().state() instanceof TaskState.Available;
    return untouched && draft.tasks().relations().childrenOf(barrier.get().id()).isEmpty();
  }

  private Optional<Group> group(Optional<String> name) {
    return name.flatMap(id -> Optional.ofNullable(draft.tasks().relations().groups().get(id)));
  }

  private void openGroups(Map<TaskId, TaskSpec> batch) {
    for (TaskSpec spec : batch.values()) {
      Optional<String> group = spec.links().group();
      if (group.isPresent() && !draft.tasks().relations().groups().containsKey(group.get())) {
        draft.emit(new Event.GroupCreated(group.get(), group.get(), Optional.empty()));
      }
    }
  }

  /// The batch in its own order, but every parent before its parts: a part inherits what its parent
  /// waits for.
  private static List<TaskId> parentsFirst(Map<TaskId, TaskSpec> batch) {
    List<TaskId> ordered = new ArrayList<>();
    Set<TaskId> placed = new HashSet<>();
    for (TaskId id : batch.keySet()) {
      List<TaskId> above = new ArrayList<>();
      Optional<TaskId> next = Optional.of(id);
      while (next.isPresent() && batch.containsKey(next.get()) && placed.add(next.get())) {
        above.addFirst(next.get());
        next = spec(next.get(), batch).links().parent();
      }
      ordered.addAll(above);
    }
    return ordered;
  }

  /// A part belongs to the run of its parent: its work is merged and proved with the rest.
  private void emitAdded(TaskId id, Map<TaskId, TaskSpec> batch) {
    TaskSpec spec = spec(id, batch);
    Optional<String> run =
        spec.links().run().isPresent()
            ? Optional.empty()
            : spec.links().parent().flatMap(draft::find).flatMap(p -> p.spec().links().run());
    draft.emit(
        new Event.TaskAdded(id, run.map(r -> spec.with(spec.links().inRun(r))).orElse(spec)));
  }

  /// A new circle goes through a new task. Old tasks can be on it only if one of them waits for a
  /// new one: as its parent or as a barrier; only then is the board searched, too.
  private Optional<List<TaskId>> findCycle(Map<TaskId, TaskSpec> batch) {
    Map<TaskId, Set<TaskId>> links = new LinkedHashMap<>();
    Deque<TaskId> pending = new ArrayDeque<>(batch.keySet());
    boolean intoTheBoard =
        batch.keySet().stream()
            .anyMatch(id ->
                draft.tasks().relations().waitersOf(id).stream()
                    .anyMatch(waiter -> !batch.containsKey(waiter)));
    while (!pending.isEmpty()) {
      TaskId id = pending.remove();
      Optional<Task> task = draft.find(id);
      if (links.containsKey(id) || task.isEmpty() || task.get().isFinished()) {
        continue;
      }
      Set<TaskId> waitsFor = draft.tasks().waitsFor(task.get());
      links.put(id, waitsFor);
      if (intoTheBoard) {
        pending.addAll(waitsFor);
      }
    }
    return new TaskGraph(links).findCycle();
  }
}
