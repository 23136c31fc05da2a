package rowlock.registry;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rowlock.board.Command;
import rowlock.operation.Outcome;
import rowlock.operation.ProjectOperations;
import rowlock.operation.TaskOperations;
import rowlock.operation.TaskQuery;
import rowlock.task.NewTask;
import rowlock.task.Priority;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.TaskStatus;
import rowlock.team.Permission;

/// Operations about tasks, for whoever plans and steers.
final class TaskCalls {
  private static final String TASK = "the task";
  private static final int MAX_AT_ONCE = 1_000;
  private static final int LIMIT = 50;
  private static final Type.Whole LIMITS = new Type.Whole(1, 1_000);
  private static final Type.Whole OFFSETS = new Type.Whole(0, 1_000_000_000);
  private static final Type.Several STATUSES =
      new Type.Several(
          new Type.Choice(
              Stream.concat(
                      Stream.of("open"), Arguments.choiceOf(TaskStatus.class).words().stream())
                  .toList()),
          TaskStatus.values().length + 1);

  private TaskCalls() {}

  static List<Operation> all() {
    return List.of(
        create(),
        createMany(),
        createPart(),
        createGroup(),
        get(),
        list(),
        query(),
        why(),
        retry(),
        cancel(),
        reprioritise(),
        release());
  }

  private static Operation create() {
    return Operation.changes("create_task", Permission.PLAN, "Adds a task.")
        .takes(TaskForm.whole())
        .returns("tasks:array")
        .does(
            call -> add(call, List.of(TaskForm.task(call.arguments(), Optional.empty(), noRun()))));
  }

  private static Operation createMany() {
    return Operation.changes("create_tasks", Permission.PLAN, "Adds tasks: all of them or none.")
        .needs(
            "tasks",
            new Type.Several(new Type.Compound(TaskForm.whole(), "create_task"), MAX_AT_ONCE),
            "each with the parameters of create_task")
        .returns("tasks:array")
        .does(call ->
            add(
                call,
                call.arguments().objects("tasks").stream()
                    .map(given -> TaskForm.task(given, Optional.empty(), noRun()))
                    .toList()));
  }

  private static Operation createPart() {
    return Operation.changes(
            "create_subtask", Permission.WORK, "Adds a part to a task you hold or may plan for.")
        .forWorkers()
        .needs("parent_id", Type.NAME, "the task it is a part of")
        .takes(TaskForm.ofPart())
        .returns("tasks:array")
        .does(TaskCalls::addPart);
  }

  private static Outcome addPart(Invocation call) throws InterruptedException {
    TaskId parent = new TaskId(call.arguments().text("parent_id"));
    Optional<Task> known = call.desk().board().task(parent);
    boolean isHeldByCaller =
        known
            .flatMap(Task::lease)
            .filter(lease -> call.identity().agent().filter(lease.holder()::equals).isPresent())
            .isPresent();
    if (isHeldByCaller) {
      call.requireWithin(Optional.of(parent));
    } else {
      call.require(Permission.PLAN, "add parts to a task it does not hold");
    }
    Optional<String> run = known.flatMap(task -> task.spec().links().run());
    return add(call, List.of(TaskForm.task(call.arguments(), Optional.of(parent), run)));
  }

  private static Outcome add(Invocation call, List<NewTask> tasks) throws InterruptedException {
    return adding(
        call, tasks.size(), () -> new TaskOperations(call.desk()).add(tasks, call.caller()));
  }

  private static Outcome adding(Invocation call, int tasks, Quotas.Adding act)
      throws InterruptedException {
    return call.office().quotas().adding(call.identity().agent(), tasks, call.desk().now(), act);
  }

  private static Optional<String> noRun() {
    return Optional.empty();
  }

  private static Operation createGroup() {
    return Operation.changes(
            "create_group",
            Permission.PLAN,
            "Makes a group; its barrier becomes available when all members are done.")
        .needs("group_id", Type.NAME, "its name")
        .needs("title", Type.LINE, "what it is")
        .takes("barrier_title", Type.LINE, "makes a barrier task of this title")
        .returns("group_id", "title", "barrier?")
        .does(call -> {
          Optional<NewTask> barrier =
              call.arguments()
                  .optional("barrier_title")
                  .map(title -> NewTask.unnamed(TaskSpec.titled(title)));
          Command.CreateGroup wish =
              new Command.CreateGroup(
                  call.arguments().text("group_id"), call.arguments().text("title"), barrier);
          return adding(call, 1, () -> new TaskOperations(call.desk()).group(wish, call.caller()));
        });
  }

  private static Operation get() {
    return Operation.reads("get_task", "Tells everything about a task, also when it is archived.")
        .forWorkers()
        .needs("task_id", Type.NAME, TASK)
        .returns("task", "status", "title", "priority:integer")
        .does(call -> new TaskOperations(call.desk()).show(call.task()));
  }

  private static Operation list() {
    return Operation.reads("list_tasks", "Lists tasks, the most urgent first.")
        .takes("status", STATUSES, "only these")
        .takes("limit", LIMITS, LIMIT + " unless given")
        .takes("offset", OFFSETS, "how many to skip")
        .returns("tasks:array", "total:integer", "next_offset:integer?")
        .does(call ->
            new TaskOperations(call.desk())
                .list(
                    new TaskQuery(
                        filter(call.arguments()),
                        TaskQuery.Sort.PRIORITY,
                        call.arguments().integer("limit").orElse(LIMIT),
                        call.arguments().integer("offset").orElse(0))));
  }

  private static Operation query() {
    return Operation.reads("query_tasks", "Finds tasks by what they are like.")
        .takes("status", STATUSES, "only these")
        .takes("tag", Type.NAME, "with this label")
        .takes("capability", Type.NAME, "that require it")
        .takes("run_id", Type.NAME, "of this run")
        .takes("group_id", Type.NAME, "of this group")
        .takes("held_by", Type.NAME, "that this agent holds")
        .takes("text", Type.LINE, "in id, title or description")
        .takes("sort", Arguments.choiceOf(TaskQuery.Sort.class), "id unless given")
        .takes("limit", LIMITS, LIMIT + " unless given")
        .takes("offset", OFFSETS, "how many to skip")
        .returns("tasks:array", "total:integer", "next_offset:integer?")
        .does(call ->
            new TaskOperations(call.desk())
                .list(
                    new TaskQuery(
                        filter(call.arguments()),
                        call.arguments()
                            .constant("sort", TaskQuery.Sort.class)
                            .orElse(TaskQuery.Sort.ID),
                        call.arguments().integer("limit").orElse(LIMIT),
                        call.arguments().integer("offset").orElse(0))));
  }

  private static TaskQuery.Filter filter(Arguments given) {
    return new TaskQuery.Filter(
        statuses(given.texts("status")),
        new TaskQuery.Label(given.optional("tag"), given.optional("capability")),
        given.optional("run_id"),
        given.optional("group_id"),
        given.optional("held_by"),
        given.optional("text"));
  }

  private static Set<TaskStatus> statuses(List<String> wanted) {
    EnumSet<TaskStatus> statuses = EnumSet.noneOf(TaskStatus.class);
    for (String word : wanted) {
      if (word.equals("open")) {
        statuses.addAll(TaskQuery.OPEN);
      } else {
        statuses.add(TaskStatus.valueOf(word.toUpperCase(Locale.ROOT)));
      }
    }
    return statuses;
  }

  private static Operation why() {
    return Operation.reads(
            "why_task", "Tells why a task stands where it stands, and what frees it.")
        .needs("task_id", Type.NAME, TASK)
        .returns("task", "chain:array", "roots:array", "advice?")
        .does(call -> new ProjectOperations(call.desk()).why(call.task()));
  }

  private static Operation retry() {
    return Operation.changes(
            "retry_task", Permission.STEER, "Tries a failed task again, with all its retries.")
        .needs("task_id", Type.NAME, TASK)
        .returns("task", "status")
        .does(call -> new TaskOperations(call.desk()).retry(call.task(), call.caller()));
  }

  private static Operation cancel() {
    return Operation.destroys(
            "cancel_task", Permission.STEER, "Gives a task up, with its open parts.")
        .needs("task_id", Type.NAME, TASK)
        .takes("reason", Type.BODY, "why")
        .returns("task", "status")
        .does(call ->
            new TaskOperations(call.desk())
                .cancel(
                    call.task(),
                    call.arguments().optional("reason").orElse("cancelled"),
                    call.caller()));
  }

  private static Operation reprioritise() {
    return Operation.changes(
            "reprioritise_task", Permission.STEER, "Makes a task more or less urgent.")
        .needs("task_id", Type.NAME, TASK)
        .needs("priority", TaskForm.PRIORITY, "1 is most urgent")
        .returns("task", "status", "priority:integer")
        .does(call ->
            new TaskOperations(call.desk())
                .prioritise(
                    call.task(),
                    new Priority(call.arguments().integer("priority").orElseThrow()),
                    call.caller()));
  }

  private static Operation release() {
    return Operation.changes(
            "release_task",
            Permission.WORK,
            "Gives your claim back without blame; without a fence, takes a task from its holder.")
        .needs("task_id", Type.NAME, TASK)
        .takes("fence", Arguments.FENCE, "the fence claim_task gave")
        .takes("reason", Type.BODY, "why")
        .takes(List.of(Parameter.agent()))
        .returns("task", "status")
        .does(ClaimCalls::release);
  }
}
