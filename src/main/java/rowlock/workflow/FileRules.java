package rowlock.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import rowlock.task.Durations;
import rowlock.task.TaskId;

/// Advice on which tasks touch the same files: they should wait for each other, and others need
/// not.
final class FileRules {
  /// How many tasks are compared with each other.
  static final int MAX_COMPARED = 1_000;

  /// How much is spent on comparing patterns, in pairs of their characters.
  private static final long MAX_EFFORT = 20_000_000;

  private final Outlook outlook;
  private final Map<TaskId, Touched> touched = new HashMap<>();
  private final List<TaskId> compared;
  private long effort;

  FileRules(Outlook outlook) {
    this.outlook = outlook;
    for (PlannedTask task : outlook.work()) {
      Touched.by(task).ifPresent(files -> touched.put(task.id(), files));
    }
    this.compared =
        outlook.estimates().keySet().stream()
            .filter(touched::containsKey)
            .limit(MAX_COMPARED)
            .toList();
  }

  List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>(chains());
    remarks.addAll(conflicts());
    if (touched.size() > compared.size() || effort > MAX_EFFORT) {
      remarks.add(
          new Remark(
              Remark.Subject.LIMIT,
              List.of(),
              "the plan is too large to compare the files of all tasks; conflicts may be missing"));
    }
    return remarks;
  }

  private List<Remark> chains() {
    Map<TaskId, List<TaskId>> dependants = new HashMap<>();
    for (TaskId task : outlook.graph().tasks()) {
      for (TaskId dependency : outlook.graph().waitsFor(task)) {
        dependants.computeIfAbsent(dependency, key -> new ArrayList<>()).add(task);
      }
    }
    Map<TaskId, TaskId> next = new HashMap<>();
    for (TaskId task : outlook.graph().tasks()) {
      List<TaskId> before = outlook.graph().waitsFor(task);
      if (before.size() == 1
          && dependants.getOrDefault(before.getFirst(), List.of()).size() == 1
          && areApart(before.getFirst(), task)) {
        next.put(before.getFirst(), task);
      }
    }
    Set<TaskId> inside = new HashSet<>(next.values());
    return outlook.graph().tasks().stream()
        .filter(task -> next.containsKey(task) && !inside.contains(task))
        .map(first -> chain(first, next))
        .toList();
  }

  private Remark chain(TaskId first, Map<TaskId, TaskId> next) {
    List<TaskId> chain = new ArrayList<>();
    Optional<TaskId> task = Optional.of(first);
    while (task.isPresent()) {
      chain.add(task.get());
      task = task.map(next::get);
    }
    Total total = Total.of(chain.stream().map(outlook::estimate).toList());
    Duration longest =
        chain.stream().map(outlook::lengthOf).max(Comparator.naturalOrder()).orElseThrow();
    return new Remark(
        Remark.Subject.NARROW_CHAIN,
        chain,
        "%s wait for each other and take %s, but neighbours touch different files (%s); side by"
                .formatted(names(chain), total, originOf(chain))
            + " side they take "
            + Durations.format(longest)
            + " if none needs the result of the one before");
  }

  private boolean areApart(TaskId a, TaskId b) {
    Touched ofA = touched.get(a);
    Touched ofB = touched.get(b);
    return ofA != null && ofB != null && overlap(ofA, ofB).isEmpty() && effort <= MAX_EFFORT;
  }

  private List<Remark> conflicts() {
    List<Candidate> candidates = candidates();
    List<Remark> remarks = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate a = candidates.get(i);
      for (int j = i + 1; j < candidates.size() && effort <= MAX_EFFORT; j++) {
        Candidate b = candidates.get(j);
        if (!a.before().get(j) && !b.before().get(i)) {
          overlap(a.files(), b.files())
              .ifPresent(paths -> remarks.add(conflict(List.of(a.task(), b.task()), paths)));
        }
      }
    }
    return remarks;
  }

  private Remark conflict(List<TaskId> tasks, Touched.Pair paths) {
    return new Remark(
        Remark.Subject.LIKELY_CONFLICT,
        tasks,
        "%s and %s may run at the same time and may both change %s (%s): let one wait for the"
                .formatted(tasks.get(0), tasks.get(1), paths, originOf(tasks))
            + " other, or part their files");
  }

  private List<Candidate> candidates() {
    Map<TaskId, Integer> index = new HashMap<>();
    compared.forEach(task -> index.put(task, index.size()));
    Map<TaskId, BitSet> before = new HashMap<>();
    for (TaskId task : outlook.graph().inOrder()) {
      BitSet all = new BitSet(compared.size());
      for (TaskId dependency : outlook.graph().waitsFor(task)) {
        Optional.ofNullable(before.get(dependency)).ifPresent(all::or);
        Optional.ofNullable(index.get(dependency)).ifPresent(all::set);
      }
      before.put(task, all);
    }
    List<Candidate> candidates = new ArrayList<>();
    for (TaskId task : compared) {
      candidates.add(
          new Candidate(
              task,
              Objects.requireNonNull(touched.get(task)),
              Objects.requireNonNull(before.get(task))));
    }
    return candidates;
  }

  private Optional<Touched.Pair> overlap(Touched a, Touched b) {
    effort += a.effortWith(b);
    return effort > MAX_EFFORT ? Optional.empty() : a.overlapWith(b);
  }

  private String originOf(List<TaskId> tasks) {
    boolean given =
        tasks.stream()
            .allMatch(task ->
                Optional.ofNullable(touched.get(task)).filter(Touched::isGiven).isPresent());
    return given ? "by their scope" : "guessed from their context_files where no scope is given";
  }

  private static String names(List<TaskId> tasks) {
    return String.join(" -> ", tasks.stream().map(TaskId::value).toList());
  }

  /// A task to compare with others.
  ///
  /// @param before which of the compared tasks, by their index, are done before it begins
  private record Candidate(TaskId task, Touched files, BitSet before) {}
}
