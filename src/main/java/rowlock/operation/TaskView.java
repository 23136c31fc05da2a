package rowlock.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rowlock.board.Board;
import rowlock.task.Attempt;
import rowlock.task.Evidence;
import rowlock.task.Lease;
import rowlock.task.Links;
import rowlock.task.Submission;
import rowlock.task.Task;
import rowlock.task.TaskSpec;
import rowlock.task.TaskState;

/// A task as plain values, short for lists and whole for a closer look.
final class TaskView {
  private TaskView() {}

  /// What a list shows.
  static Map<String, Object> row(Task task) {
    TaskSpec spec = task.spec();
    Fields row =
        Fields.of("task", task.id())
            .with("status", task.status())
            .with("title", spec.description().title())
            .with("priority", spec.terms().priority().level())
            .with("run", spec.links().run())
            .with("group_id", spec.links().group())
            .with("parent_id", spec.links().parent())
            .with("tags", spec.description().tags())
            .with("capabilities", spec.requirement().capabilities())
            .with("failures", task.failures())
            .with("created_at", task.createdAt());
    return row.withAll(state(task.state())).map();
  }

  /// Everything known about a task on a board.
  static Fields whole(Task task, Board board) {
    return whole(task)
        .with("parts", board.childrenOf(task.id()))
        .with("open_parts", board.openPartsOf(task))
        .with("waited_for_by", board.waitersOf(task.id()));
  }

  /// Everything a task knows about itself.
  static Fields whole(Task task) {
    TaskSpec spec = task.spec();
    Links links = spec.links();
    Fields whole =
        Fields.none()
            .withAll(row(task))
            .with("description", spec.description().details())
            .with("context_files", spec.description().files())
            .with("hints", spec.description().hints())
            .with("dependencies", links.dependencies())
            .with("on_failed_dependency", links.onFailedDependency())
            .with("agent_wanted", spec.requirement().assignee())
            .with("scope", spec.work().scope())
            .with("checks", spec.work().checks())
            .with("run_script", spec.work().script())
            .with("max_retries", spec.terms().retry().maxRetries())
            .with("retry_delay_ms", spec.terms().retry().firstWait())
            .with("timeout_ms", spec.terms().timeout())
            .with("attempts", task.attempts().stream().map(TaskView::attempt).toList());
    return whole;
  }

  /// What a finished task handed in.
  static Map<String, Object> result(Task task) {
    Fields fields = Fields.of("task", task.id()).with("title", task.spec().description().title());
    return fields.withAll(state(task.state())).map();
  }

  /// How a task counts as done.
  static Fields evidence(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Word word -> Fields.of("kind", "word").with("agent", word.agent());
      case Evidence.Parts parts -> Fields.of("kind", "parts").with("parts", parts.children());
      case Evidence.Proof proof ->
          Fields.of("kind", "proof")
              .with("commit", proof.commit())
              .with("merged", proof.merged())
              .with("checks", proof.checks().stream().map(TaskView::check).toList());
    };
  }

  private static Fields check(Evidence.CheckRun check) {
    return Fields.of("command", check.command())
        .with("exit_code", check.exitCode())
        .with("took_ms", check.took())
        .with("log_sha256", check.logHash());
  }

  private static Map<String, Object> state(TaskState state) {
    Fields known =
        switch (state) {
          case TaskState.Blocked blocked -> Fields.of("waiting_for", blocked.waitingFor());
          case TaskState.Available available -> Fields.of("since", available.since());
          case TaskState.Claimed claimed -> lease(claimed.lease());
          case TaskState.InProgress working ->
              lease(working.lease()).with("since", working.since());
          case TaskState.Submitted submitted ->
              Fields.of("agent", submitted.holder())
                  .with("fence", submitted.fence())
                  .with("since", submitted.since())
                  .with("submission", submission(submitted.submission()));
          case TaskState.Done done ->
              Fields.of("at", done.at())
                  .with("submission", done.submission().map(TaskView::submission))
                  .with("evidence", evidence(done.evidence()));
          case TaskState.Failed failed ->
              Fields.of("at", failed.at())
                  .with("reason", failed.reason())
                  .with("retry_at", failed.retryAt());
          case TaskState.Cancelled cancelled ->
              Fields.of("at", cancelled.at()).with("reason", cancelled.reason());
        };
    return known.map();
  }

  private static Fields lease(Lease lease) {
    return Fields.of("agent", lease.holder())
        .with("fence", lease.fence())
        .with("lease_until", lease.until());
  }

  private static Fields submission(Submission submission) {
    return Fields.of("output", submission.output())
        .with("commit", submission.commit())
        .with("files", submission.files());
  }

  private static Fields attempt(Attempt attempt) {
    return Fields.of("agent", attempt.agent())
        .with("fence", attempt.fence())
        .with("ended_at", attempt.endedAt())
        .with("reason", attempt.reason());
  }

  /// Rows of these tasks.
  static List<Object> rows(Iterable<Task> tasks) {
    List<Object> rows = new ArrayList<>();
    tasks.forEach(task -> rows.add(row(task)));
    return rows;
  }
}
