package rowlock.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowlock.board.Board;
import rowlock.board.Entry;
import rowlock.board.Run;
import rowlock.budget.Totals;
import rowlock.task.Evidence;
import rowlock.task.Task;
import rowlock.task.TaskGraph;
import rowlock.task.TaskId;
import rowlock.task.TaskState;
import rowlock.task.TaskStatus;

/// What came of a run: from the board and the journal's entries, and nothing else.
///
/// @param run the run
/// @param lines a line for each of its tasks, in the order of their names
/// @param criticalPath the chain of tasks that took longest, first to last
/// @param elapsed from the first task's beginning to the last event about a task; absent when
///   nothing was begun
/// @param reason why it ended before all was done that could be, if it did
/// @param spent what it has spent, with what is reserved and what is not known
public record RunReport(
    Run run,
    List<Line> lines,
    List<TaskId> criticalPath,
    Optional<Duration> elapsed,
    Optional<String> reason,
    Totals spent) {
  public RunReport {
    lines = List.copyOf(lines);
    criticalPath = List.copyOf(criticalPath);
  }

  /// What came of a task.
  ///
  /// @param task the task
  /// @param times when it was worked on
  /// @param spent what was spent on it
  public record Line(Task task, RunHistory.Times times, Totals spent) {
    /// The commit on the run's branch that holds the work, if the work was merged.
    public Optional<String> merged() {
      return task.state() instanceof TaskState.Done done
              && done.evidence() instanceof Evidence.Proof proof
          ? Optional.of(proof.merged())
          : Optional.empty();
    }

    /// Why it is not done; empty when it is, or when nothing went wrong yet.
    public Optional<String> reason() {
      return switch (task.state()) {
        case TaskState.Failed failed -> Optional.of(failed.reason());
        case TaskState.Cancelled cancelled -> Optional.of(cancelled.reason());
        case TaskState.Blocked blocked ->
            Optional.of(
                "waits for "
                    + String.join(", ", blocked.waitingFor().stream().map(TaskId::value).toList()));
        case TaskState.Available _ -> lastAttempt();
        case TaskState.Held _ -> Optional.empty();
        case TaskState.Submitted _ -> Optional.empty();
        case TaskState.Done _ -> Optional.empty();
      };
    }

    private Optional<String> lastAttempt() {
      return task.attempts().isEmpty()
          ? Optional.empty()
          : Optional.of(task.attempts().getLast().reason());
    }
  }

  /// The report on a run.
  ///
  /// @param entries the whole journal, or at least what came after the run was opened
  public static RunReport of(Board board, Run run, Iterable<Entry> entries) {
    List<Entry> all = new ArrayList<>();
    entries.forEach(all::add);
    return of(board, run, RunHistory.of(run.id()).after(all));
  }

  /// The report on a run whose history is known.
  public static RunReport of(Board board, Run run, RunHistory history) {
    List<Line> lines =
        board.tasks().stream()
            .filter(task -> task.spec().links().run().equals(Optional.of(run.id())))
            .sorted(Comparator.comparing(Task::id, TaskQuery::byNumber))
            .map(task ->
                new Line(task, history.timesOf(task.id()), board.budgets().ofTask(task.id())))
            .toList();
    return new RunReport(
        run,
        lines,
        criticalPath(board, lines),
        elapsed(lines),
        run.outcome().isPresent() ? history.reason() : Optional.empty(),
        board.budgets().ofRun(run.id()));
  }

  /// How many tasks stand there.
  public long count(TaskStatus status) {
    return lines.stream().filter(line -> line.task().status() == status).count();
  }

  /// The report as plain values.
  public Fields fields() {
    Fields fields =
        Overview.run(run)
            .with("tasks", lines.size())
            .with("counts", Overview.counts(lines.stream().map(Line::task).toList()))
            .with("elapsed_ms", elapsed)
            .with("reason", reason)
            .with("spent", BudgetView.totals(spent));
    run.integration()
        .ifPresent(place ->
            fields
                .with("repository", place.repository())
                .with("base_commit", place.baseCommit())
                .with("commits", lines.stream().flatMap(l -> l.merged().stream()).toList()));
    return fields
        .with("task_reports", lines.stream().map(RunReport::line).toList())
        .with("critical_path", criticalPath)
        .with("critical_path_ms", criticalTime());
  }

  private Duration criticalTime() {
    Map<TaskId, Duration> took = lengths(lines);
    return criticalPath.stream()
        .map(id -> took.getOrDefault(id, Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Fields line(Line line) {
    return Fields.of("task", line.task().id())
        .with("title", line.task().spec().description().title())
        .with("status", line.task().status())
        .with("attempts", line.times().claims())
        .with("took_ms", line.times().took())
        .with("worked_ms", line.times().worked())
        .with("merged", line.merged())
        .with("reason", line.reason())
        .with("spent", BudgetView.totals(line.spent()));
  }

  private static Map<TaskId, Duration> lengths(List<Line> lines) {
    Map<TaskId, Duration> lengths = new HashMap<>();
    lines.forEach(
        line -> line.times().took().ifPresent(took -> lengths.put(line.task().id(), took)));
    return lengths;
  }

  private static List<TaskId> criticalPath(Board board, List<Line> lines) {
    Map<TaskId, Duration> lengths = lengths(lines);
    Map<TaskId, Set<TaskId>> waits = new HashMap<>();
    lines.forEach(line -> waits.put(line.task().id(), board.waitsFor(line.task())));
    return new TaskGraph(waits)
        .criticalPath(id -> lengths.getOrDefault(id, Duration.ZERO)).stream()
            .filter(lengths::containsKey)
            .toList();
  }

  private static Optional<Duration> elapsed(List<Line> lines) {
    Optional<Instant> first =
        lines.stream()
            .flatMap(line -> line.times().began().stream())
            .min(Comparator.naturalOrder());
    Optional<Instant> last =
        lines.stream()
            .flatMap(line ->
                line.times().done().or(line.times()::submitted).or(line.times()::began).stream())
            .max(Comparator.naturalOrder());
    return first.flatMap(from -> last.map(to -> Duration.between(from, to)));
  }
}
