package rowlock.journal;

import org.pcollections.TreePSet;
import rowlock.task.AgentId;
import rowlock.task.Attempt;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// Tasks with where they stand, as JSON.
final class TaskJson {
  private TaskJson() {}

  static void write(Task task, Form out) {
    out.text("id", task.id().value())
        .object("spec", task.spec(), SpecJson::write)
        .time("created_at", task.createdAt())
        .object("state", task.state(), TaskJson::writeState)
        .number("failures", task.failures())
        .objects("attempts", task.attempts(), TaskJson::writeAttempt);
  }

  static Task read(Fields in) {
    return new Task(
        new TaskId(in.text("id")),
        SpecJson.read(in.object("spec")),
        in.time("created_at"),
        state(in.object("state")),
        in.count("failures"),
        in.objects("attempts", TaskJson::attempt));
  }

  private static void writeState(TaskState state, Form out) {
    switch (state) {
      case TaskState.Blocked blocked ->
          out.text("status", "blocked").texts("waiting_for", blocked.waitingFor(), TaskId::value);
      case TaskState.Available available ->
          out.text("status", "available").time("since", available.since());
      case TaskState.Claimed claimed ->
          out.text("status", "claimed").object("lease", claimed.lease(), TaskJson::writeLease);
      case TaskState.InProgress working ->
          out.text("status", "in_progress")
              .object("lease", working.lease(), TaskJson::writeLease)
              .time("since", working.since());
      case TaskState.Submitted submitted ->
          out.text("status", "submitted")
              .text("holder", submitted.holder().value())
              .number("fence", submitted.fence())
              .time("since", submitted.since())
              .object("submission", submitted.submission(), ResultJson::write);
      case TaskState.Done done ->
          out.text("status", "done")
              .time("at", done.at())
              .objectIfAny("submission", done.submission(), ResultJson::write)
              .object("evidence", done.evidence(), ResultJson::write);
      case TaskState.Failed failed ->
          out.text("status", "failed")
              .time("at", failed.at())
              .textIfAny("reason", failed.reason())
              .time("retry_at", failed.retryAt());
      case TaskState.Cancelled cancelled ->
          out.text("status", "cancelled")
              .time("at", cancelled.at())
              .textIfAny("reason", cancelled.reason());
    }
  }

  private static TaskState state(Fields in) {
    String status = in.text("status");
    return switch (status) {
      case "blocked" -> new TaskState.Blocked(TreePSet.from(in.texts("waiting_for", TaskId::new)));
      case "available" -> new TaskState.Available(in.time("since"));
      case "claimed" -> new TaskState.Claimed(lease(in.object("lease")));
      case "in_progress" -> new TaskState.InProgress(lease(in.object("lease")), in.time("since"));
      case "submitted" ->
          new TaskState.Submitted(
              new AgentId(in.text("holder")),
              in.number("fence"),
              in.time("since"),
              ResultJson.submission(in.object("submission")));
      case "done" ->
          new TaskState.Done(
              in.time("at"),
              in.maybeObject("submission").map(ResultJson::submission),
              ResultJson.evidence(in.object("evidence")));
      case "failed" ->
          new TaskState.Failed(in.time("at"), in.textOrEmpty("reason"), in.maybeTime("retry_at"));
      case "cancelled" -> new TaskState.Cancelled(in.time("at"), in.textOrEmpty("reason"));
      default -> throw new UnknownWord("status", status);
    };
  }

  private static void writeLease(Lease lease, Form out) {
    out.text("holder", lease.holder().value())
        .number("fence", lease.fence())
        .time("until", lease.until())
        .length("length", lease.length());
  }

  private static Lease lease(Fields in) {
    return new Lease(
        new AgentId(in.text("holder")), in.number("fence"), in.time("until"), in.length("length"));
  }

  private static void writeAttempt(Attempt attempt, Form out) {
    out.text("agent", attempt.agent().value())
        .number("fence", attempt.fence())
        .time("ended_at", attempt.endedAt())
        .textIfAny("reason", attempt.reason());
  }

  private static Attempt attempt(Fields in) {
    return new Attempt(
        new AgentId(in.text("agent")),
        in.number("fence"),
        in.time("ended_at"),
        in.textOrEmpty("reason"));
  }
}
