package rowlock.journal;

import java.util.Optional;
import rowlock.board.Event;
import rowlock.board.Event.OfTask;
import rowlock.task.AgentId;
import rowlock.task.Priority;
import rowlock.task.TaskId;

/// Events about tasks as JSON, with their permanent names.
final class TaskEvents {
  private TaskEvents() {}

  static void write(OfTask event, Form out) {
    switch (event) {
      case Event.TaskAdded e -> SpecJson.write(e.spec(), head(out, "task_added", e.task()));
      case Event.TaskClaimed e ->
          head(out, "task_claimed", e.task())
              .text("agent", e.agent().value())
              .time("until", e.until())
              .length("length", e.length());
      case Event.TaskStarted e -> head(out, "task_started", e.task());
      case Event.LeaseRenewed e -> head(out, "lease_renewed", e.task()).time("until", e.until());
      case Event.ClaimReleased e ->
          head(out, "claim_released", e.task()).textIfAny("reason", e.reason());
      case Event.AttemptFailed e ->
          head(out, "attempt_failed", e.task())
              .text("cause", Words.FAILURE_CAUSES.of(e.cause()))
              .textIfAny("reason", e.reason())
              .time("retry_at", e.retryAt());
      case Event.RetryDue e -> head(out, "retry_due", e.task());
      case Event.TaskSubmitted e ->
          ResultJson.write(e.submission(), head(out, "task_submitted", e.task()));
      case Event.TaskDone e ->
          head(out, "task_done", e.task()).object("evidence", e.evidence(), ResultJson::write);
      case Event.TaskCancelled e ->
          head(out, "task_cancelled", e.task()).textIfAny("reason", e.reason());
      case Event.TaskRetried e -> head(out, "task_retried", e.task());
      case Event.PriorityChanged e ->
          head(out, "priority_changed", e.task()).number("priority", e.priority().level());
      case Event.TasksArchived e ->
          out.text("type", "tasks_archived").texts("tasks", e.tasks(), TaskId::value);
      case Event.GroupCreated e ->
          out.text("type", "group_created")
              .text("group", e.group())
              .textIfAny("title", e.title())
              .text("barrier", e.barrier().map(TaskId::value));
    }
  }

  static Optional<Event> read(String type, Fields in) {
    return Optional.ofNullable(
        switch (type) {
          case "task_added" -> new Event.TaskAdded(task(in), SpecJson.read(in));
          case "task_claimed" ->
              new Event.TaskClaimed(
                  task(in), new AgentId(in.text("agent")), in.time("until"), in.length("length"));
          case "task_started" -> new Event.TaskStarted(task(in));
          case "lease_renewed" -> new Event.LeaseRenewed(task(in), in.time("until"));
          case "claim_released" -> new Event.ClaimReleased(task(in), in.textOrEmpty("reason"));
          case "attempt_failed" ->
              new Event.AttemptFailed(
                  task(in),
                  Words.FAILURE_CAUSES.named(in.text("cause")),
                  in.textOrEmpty("reason"),
                  in.maybeTime("retry_at"));
          case "retry_due" -> new Event.RetryDue(task(in));
          case "task_submitted" -> new Event.TaskSubmitted(task(in), ResultJson.submission(in));
          case "task_done" ->
              new Event.TaskDone(task(in), ResultJson.evidence(in.object("evidence")));
          case "task_cancelled" -> new Event.TaskCancelled(task(in), in.textOrEmpty("reason"));
          case "task_retried" -> new Event.TaskRetried(task(in));
          case "priority_changed" ->
              new Event.PriorityChanged(task(in), new Priority(in.count("priority")));
          case "tasks_archived" -> new Event.TasksArchived(in.texts("tasks", TaskId::new));
          case "group_created" ->
              new Event.GroupCreated(
                  in.text("group"),
                  in.textOrEmpty("title"),
                  in.maybeText("barrier").map(TaskId::new));
          default -> null;
        });
  }

  private static Form head(Form out, String type, TaskId task) {
    return out.text("type", type).text("task", task.value());
  }

  private static TaskId task(Fields in) {
    return new TaskId(in.text("task"));
  }
}
