package rowlock.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowlock.task.Durations;
import rowlock.task.Requirement;
import rowlock.task.TaskId;
import rowlock.task.Work;

/// Advice on single tasks and their like: how large they are, and what proves them.
final class TaskRules {
  /// Below this, handing a task out and merging it costs more than the work.
  static final Duration SMALLEST = Duration.ofMinutes(2);

  /// Beyond this, a task is hard to check, and a failure costs all of it.
  static final Duration LARGEST = Duration.ofMinutes(20);

  /// What is shorter than this gains from being done together with its like.
  static final Duration BATCHED = Duration.ofMinutes(5);

  private TaskRules() {}

  static List<Remark> remarks(Outlook outlook) {
    List<Remark> remarks = new ArrayList<>();
    outlook.estimates().forEach((task, estimate) -> size(task, estimate).ifPresent(remarks::add));
    remarks.addAll(batches(outlook));
    remarks.addAll(proofs(outlook));
    return remarks;
  }

  private static Optional<Remark> size(TaskId task, Estimate estimate) {
    String start =
        task + " takes " + Durations.format(estimate.length()) + " (" + estimate.how() + ")";
    if (estimate.length().compareTo(SMALLEST) < 0) {
      return Optional.of(
          new Remark(
              Remark.Subject.TOO_SMALL,
              List.of(task),
              start
                  + ": less than "
                  + Durations.format(SMALLEST)
                  + " costs more to hand out than to do; join it with a neighbour"));
    }
    if (estimate.length().compareTo(LARGEST) > 0) {
      return Optional.of(
          new Remark(
              Remark.Subject.TOO_LARGE,
              List.of(task),
              start
                  + ": more than "
                  + Durations.format(LARGEST)
                  + " is hard to check and lost as a whole when it fails; split it"));
    }
    return Optional.empty();
  }

  private static List<Remark> batches(Outlook outlook) {
    Map<Alike, List<TaskId>> alike = new LinkedHashMap<>();
    for (PlannedTask task : outlook.work()) {
      if (outlook.lengthOf(task.id()).compareTo(BATCHED) < 0) {
        alike.computeIfAbsent(Alike.of(task), key -> new ArrayList<>()).add(task.id());
      }
    }
    List<Remark> remarks = new ArrayList<>();
    alike.forEach((key, tasks) -> remarks.addAll(batches(outlook, key, tasks)));
    return remarks;
  }

  private static List<Remark> batches(Outlook outlook, Alike key, List<TaskId> tasks) {
    List<Remark> remarks = new ArrayList<>();
    List<TaskId> batch = new ArrayList<>();
    for (TaskId task : tasks) {
      if (total(outlook, batch).length().plus(outlook.lengthOf(task)).compareTo(LARGEST) > 0) {
        batch(outlook, key, batch).ifPresent(remarks::add);
        batch.clear();
      }
      batch.add(task);
    }
    batch(outlook, key, batch).ifPresent(remarks::add);
    return remarks;
  }

  private static Optional<Remark> batch(Outlook outlook, Alike key, List<TaskId> tasks) {
    if (tasks.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        new Remark(
            Remark.Subject.BATCH,
            tasks,
            "%d small tasks of a kind (%s) take %s together: one task for all saves %d hand-outs"
                .formatted(tasks.size(), key.likeness(), total(outlook, tasks), tasks.size() - 1)));
  }

  private static Total total(Outlook outlook, List<TaskId> tasks) {
    return Total.of(tasks.stream().map(outlook::estimate).toList());
  }

  private static List<Remark> proofs(Outlook outlook) {
    List<Remark> remarks = new ArrayList<>();
    List<TaskId> unproved =
        outlook.work().stream()
            .filter(task -> task.spec().work().checks().isEmpty())
            .map(PlannedTask::id)
            .toList();
    if (!unproved.isEmpty()) {
      remarks.add(
          new Remark(
              Remark.Subject.UNPROVED,
              unproved,
              "%d of %d tasks have no checks and are done on their agent's word alone; add 'checks'"
                  .formatted(unproved.size(), outlook.estimates().size())));
    }
    outlook.plan().tasks().stream()
        .filter(task -> !outlook.isWork(task.id()))
        .filter(task -> hasWork(task.spec().work()))
        .forEach(task ->
            remarks.add(
                new Remark(
                    Remark.Subject.IDLE_PARENT,
                    List.of(task.id()),
                    task.id()
                        + " has parts and is done when they are: its own 'run' and 'checks' are"
                        + " never carried out; give them to a part")));
    return remarks;
  }

  private static boolean hasWork(Work work) {
    return work.script().isPresent() || !work.checks().isEmpty();
  }

  /// What tasks have in common that could be one: who may do them, after what, and their kind.
  private record Alike(Set<TaskId> dependencies, Requirement requirement, String likeness) {
    static Alike of(PlannedTask task) {
      Set<String> tags = task.spec().description().tags();
      String title = task.spec().description().title();
      String likeness =
          tags.isEmpty()
              ? "titles begin with '" + title.split(" ", 2)[0].toLowerCase(Locale.ROOT) + "'"
              : "tags " + String.join(", ", tags);
      return new Alike(
          Set.copyOf(task.spec().links().dependencies()), task.spec().requirement(), likeness);
    }
  }
}
