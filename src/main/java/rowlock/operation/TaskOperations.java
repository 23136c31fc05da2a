package rowlock.operation;

import java.util.List;
import java.util.Optional;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Group;
import rowlock.board.Rejection;
import rowlock.task.NewTask;
import rowlock.task.Priority;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// What can be asked about tasks, and for them, without holding them.
public final class TaskOperations {
  private final Desk desk;

  /// @param desk the project
  public TaskOperations(Desk desk) {
    this.desk = desk;
  }

  /// Adds tasks: all of them or none.
  public Outcome add(List<NewTask> tasks, Caller caller) {
    return desk.ask(caller, new Command.AddTasks(tasks), TaskOperations::added);
  }

  /// Makes a group, with a task that waits for all its members if one is wanted.
  public Outcome group(Command.CreateGroup wanted, Caller caller) {
    return desk.ask(
        caller,
        wanted,
        (answer, board) ->
            Fields.of("group_id", wanted.group())
                .with("title", wanted.title())
                .with("barrier", barrierOf(wanted.group(), board)));
  }

  /// All groups with their members.
  public Outcome groups() {
    Board board = desk.board();
    List<Fields> groups =
        board.groups().stream()
            .map(group ->
                Fields.of("group_id", group.id())
                    .with("title", group.title())
                    .with("barrier", group.barrier())
                    .with("members", board.membersOf(group.id())))
            .toList();
    return Outcome.done(Fields.of("groups", groups));
  }

  /// The tasks that fit.
  public Outcome list(TaskQuery query) {
    TaskQuery.Page page = query.of(desk.board().tasks());
    Fields fields =
        Fields.of("tasks", TaskView.rows(page.tasks()))
            .with("total", page.total())
            .with("offset", query.offset());
    int next = query.offset() + page.tasks().size();
    return Outcome.done(next < page.total() ? fields.with("next_offset", next) : fields);
  }

  /// What finished tasks handed in, in the order of their ids.
  ///
  /// @param only these; all that are done if empty
  /// @param run only those of this run
  public Outcome results(List<TaskId> only, Optional<String> run, int limit, int offset) {
    Board board = desk.board();
    for (TaskId id : only) {
      if (board.task(id).isEmpty()) {
        return Outcome.rejected(new Rejection.UnknownTask(id));
      }
    }
    List<Task> done =
        board.tasks().stream()
            .filter(task -> task.state() instanceof TaskState.Done)
            .filter(task -> only.isEmpty() || only.contains(task.id()))
            .filter(task -> run.isEmpty() || task.spec().links().run().equals(run))
            .toList();
    List<Object> page =
        done.stream().skip(offset).limit(limit).<Object>map(TaskView::result).toList();
    Fields fields = Fields.of("results", page).with("total", done.size());
    int next = offset + page.size();
    return Outcome.done(next < done.size() ? fields.with("next_offset", next) : fields);
  }

  /// Everything about one task, also when it is archived.
  public Outcome show(TaskId id) {
    Board board = desk.board();
    Optional<Task> task = board.task(id);
    if (task.isPresent()) {
      return Outcome.done(TaskView.whole(task.get(), board).with("archived", false));
    }
    Optional<Task> archived = desk.journal().archived(id);
    return archived
        .map(old -> Outcome.done(TaskView.whole(old).with("archived", true)))
        .orElseGet(() -> Outcome.rejected(new Rejection.UnknownTask(id)));
  }

  /// Gives a task up, with its open parts.
  public Outcome cancel(TaskId id, String reason, Caller caller) {
    return desk.ask(caller, new Command.CancelTask(id, reason), TaskOperations::moved);
  }

  /// Takes a task from whoever holds it and makes it available again.
  public Outcome requeue(TaskId id, String reason, Caller caller) {
    return desk.ask(caller, new Command.RequeueTask(id, reason), TaskOperations::moved);
  }

  /// Tries a failed task again with all its retries.
  public Outcome retry(TaskId id, Caller caller) {
    return desk.ask(caller, new Command.RetryTask(id), TaskOperations::moved);
  }

  /// Makes a task more or less urgent.
  public Outcome prioritise(TaskId id, Priority priority, Caller caller) {
    return desk.ask(
        caller,
        new Command.ChangePriority(id, priority),
        (answer, board) -> moved(answer, board).with("priority", priority.level()));
  }

  static Fields added(Answer answer, Board board) {
    if (!(answer instanceof Answer.Added added)) {
      throw new IllegalStateException("tasks were added, but the answer is " + answer);
    }
    List<Task> tasks = added.tasks().stream().flatMap(id -> board.task(id).stream()).toList();
    return Fields.of("tasks", TaskView.rows(tasks)).with("added", added.tasks().size());
  }

  static Fields moved(Answer answer, Board board) {
    if (!(answer instanceof Answer.Moved moved)) {
      throw new IllegalStateException("a task was moved, but the answer is " + answer);
    }
    return Fields.of("task", moved.task()).with("status", moved.status());
  }

  private static Optional<TaskId> barrierOf(String group, Board board) {
    return board.groups().stream()
        .filter(known -> known.id().equals(group))
        .findFirst()
        .flatMap(Group::barrier);
  }
}
