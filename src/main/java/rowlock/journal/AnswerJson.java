package rowlock.journal;

import rowlock.board.Answer;
import rowlock.task.AgentId;
import rowlock.task.TaskId;
import rowlock.task.TaskStatus;

/// Answers to requests with keys, as JSON.
final class AnswerJson {
  private AnswerJson() {}

  static void write(Answer answer, Form out) {
    switch (answer) {
      case Answer.Accepted accepted -> out.text("kind", "accepted");
      case Answer.Added added ->
          out.text("kind", "added").texts("tasks", added.tasks(), TaskId::value);
      case Answer.Claimed claimed ->
          out.text("kind", "claimed")
              .text("task", claimed.task().value())
              .number("fence", claimed.fence())
              .time("lease_until", claimed.leaseUntil());
      case Answer.Renewed renewed ->
          out.text("kind", "renewed").time("lease_until", renewed.leaseUntil());
      case Answer.Moved moved ->
          out.text("kind", "moved")
              .text("task", moved.task().value())
              .text("status", Words.STATUSES.of(moved.status()));
      case Answer.Created created -> out.text("kind", "created").text("id", created.id());
      case Answer.Sent sent ->
          out.text("kind", "sent")
              .text("message", sent.message())
              .texts("recipients", sent.recipients(), AgentId::value);
    }
  }

  static Answer read(Fields in) {
    String kind = in.text("kind");
    return switch (kind) {
      case "accepted" -> new Answer.Accepted();
      case "added" -> new Answer.Added(in.texts("tasks", TaskId::new));
      case "claimed" ->
          new Answer.Claimed(
              new TaskId(in.text("task")), in.number("fence"), in.time("lease_until"));
      case "renewed" -> new Answer.Renewed(in.time("lease_until"));
      case "moved" -> new Answer.Moved(new TaskId(in.text("task")), status(in));
      case "created" -> new Answer.Created(in.text("id"));
      case "sent" -> new Answer.Sent(in.text("message"), in.texts("recipients", AgentId::new));
      default -> throw new UnknownWord("answer", kind);
    };
  }

  private static TaskStatus status(Fields in) {
    return Words.STATUSES.named(in.text("status"));
  }
}
