package rowlock.board;

import java.util.Optional;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// What an operator or a lead may do with any task.
final class SteeringRules {
  private final Draft draft;

  SteeringRules(Draft draft) {
    this.draft = draft;
  }

  Decision requeue(Command.RequeueTask command) {
    Optional<Task> task = draft.find(command.task());
    if (task.isEmpty()) {
      return unknown(command.task());
    }
    return switch (task.get().state()) {
      case TaskState.Held held -> release(command);
      case TaskState.Submitted submitted -> release(command);
      case TaskState.Failed failed when failed.retryAt().isPresent() -> {
        draft.emit(new Event.RetryDue(command.task()));
        new Endings(draft).settle(command.task());
        yield draft.moved(command.task());
      }
      case TaskState.Failed failed -> wrong(task.get(), "release");
      case TaskState.Blocked blocked -> draft.moved(command.task());
      case TaskState.Available available -> draft.moved(command.task());
      case TaskState.Done done -> wrong(task.get(), "release");
      case TaskState.Cancelled cancelled -> wrong(task.get(), "release");
    };
  }

  private Decision release(Command.RequeueTask command) {
    draft.emit(new Event.ClaimReleased(command.task(), command.reason()));
    new Endings(draft).settle(command.task());
    return draft.moved(command.task());
  }

  Decision cancel(Command.CancelTask command) {
    Optional<Task> task = draft.find(command.task());
    if (task.isEmpty()) {
      return unknown(command.task());
    }
    if (task.get().state() instanceof TaskState.Done) {
      return wrong(task.get(), "cancel");
    }
    new Endings(draft).cancel(command.task(), command.reason());
    return draft.moved(command.task());
  }

  Decision retry(Command.RetryTask command) {
    Optional<Task> task = draft.find(command.task());
    if (task.isEmpty()) {
      return unknown(command.task());
    }
    if (!(task.get().state() instanceof TaskState.Failed)) {
      return wrong(task.get(), "retry");
    }
    Optional<Task> parent = task.get().spec().links().parent().flatMap(draft::find);
    if (parent.isPresent() && parent.get().state() instanceof TaskState.Cancelled) {
      return wrong(parent.get(), "retry a part of");
    }
    draft.emit(new Event.TaskRetried(command.task()));
    new Endings(draft).settle(command.task());
    return draft.moved(command.task());
  }

  Decision prioritise(Command.ChangePriority command) {
    Optional<Task> task = draft.find(command.task());
    if (task.isEmpty()) {
      return unknown(command.task());
    }
    if (task.get().isFinished()) {
      return wrong(task.get(), "reprioritise");
    }
    if (!task.get().spec().terms().priority().equals(command.priority())) {
      draft.emit(new Event.PriorityChanged(command.task(), command.priority()));
    }
    return draft.moved(command.task());
  }

  private static Decision unknown(TaskId id) {
    return Draft.reject(new Rejection.UnknownTask(id));
  }

  private static Decision wrong(Task task, String wanted) {
    return Draft.reject(new Rejection.WrongStatus(task.id(), task.status(), wanted));
  }
}
