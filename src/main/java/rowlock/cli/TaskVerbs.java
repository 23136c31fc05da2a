package rowlock.cli;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rowlock.operation.Outcome;
import rowlock.operation.TaskOperations;
import rowlock.operation.TaskQuery;
import rowlock.task.DependencyPolicy;
import rowlock.task.Description;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.Priority;
import rowlock.task.Requirement;
import rowlock.task.RetryPolicy;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.TaskStatus;
import rowlock.task.Terms;
import rowlock.task.Text;
import rowlock.task.Work;

/// Commands about tasks, for whoever plans and steers.
final class TaskVerbs {
  private static final int DEFAULT_LIMIT = 100;

  private TaskVerbs() {}

  static List<Verb> all() {
    return List.of(
        add(), list(), show(), cancel(), release(), retry(), priority(), PlanVerbs.taskImport());
  }

  private static Verb add() {
    return specified(
            Verb.named("task add", "Adds a task.")
                .takes("TITLE", "what is to be done, in one line"))
        .option("--parent", "TASK", "the task this one is a part of")
        .changes()
        .example("rowlock task add 'Write the parser' --after t1 --check 'make test'")
        .does(call -> new TaskOperations(call.desk()).add(List.of(newTask(call)), call.operator()))
        .shows(TaskText::added);
  }

  /// The options that describe a task.
  static Verb specified(Verb verb) {
    return verb.option("--id", "NAME", "its name; the next free number unless given")
        .option("--description", "TEXT", "the whole text")
        .option("--priority", "N", "1 (most urgent) to 10; 5 unless given")
        .options("--after", "TASK", "a task that must be done first")
        .option("--on-failed-dependency", "POLICY", "block, skip or cancel; block unless given")
        .options("--file", "PATH", "a file worth reading first")
        .option("--hints", "TEXT", "advice for whoever does it")
        .options("--tag", "TAG", "a label")
        .options("--capability", "NAME", "what the agent must be able to do")
        .option("--agent", "NAME", "the only agent, or kind of agent, that may take it")
        .option("--group", "NAME", "the group it belongs to")
        .options("--scope", "GLOB", "paths it may change")
        .options("--check", "COMMAND", "a command that proves the result")
        .option("--run", "SCRIPT", "what a shell agent runs to do it")
        .option("--max-retries", "N", "attempts after the first, 0 to 100; 3 unless given")
        .option("--retry-delay", "TIME", "wait after the first failure; 10s unless given")
        .option("--timeout", "TIME", "the longest an attempt may take; 1h unless given");
  }

  static NewTask newTask(Call call) {
    TaskSpec spec =
        new TaskSpec(
            new Description(
                call.text("TITLE"),
                call.optional("--description").orElse(""),
                call.all("--file"),
                call.optional("--hints").orElse(""),
                Text.labels("tags", call.all("--tag"))),
            new Links(
                call.all("--after").stream().map(TaskId::new).toList(),
                call.choice("--on-failed-dependency", DependencyPolicy.class)
                    .orElse(DependencyPolicy.BLOCK),
                call.optional("--parent").or(() -> call.optional("PARENT")).map(TaskId::new),
                call.optional("--group"),
                Optional.empty()),
            new Requirement(
                Text.labels("capabilities", call.all("--capability")), call.optional("--agent")),
            new Work(call.all("--scope"), call.all("--check"), call.optional("--run")),
            terms(call));
    return new NewTask(call.optional("--id").map(TaskId::new), spec);
  }

  private static Terms terms(Call call) {
    RetryPolicy normal = RetryPolicy.NORMAL;
    int retries = call.integer("--max-retries").orElse(normal.maxRetries());
    Duration wait = call.duration("--retry-delay").orElse(normal.firstWait());
    return new Terms(
        call.integer("--priority").map(Priority::new).orElse(Priority.NORMAL),
        new RetryPolicy(retries, wait),
        call.duration("--timeout").orElse(Terms.NORMAL.timeout()));
  }

  private static Verb list() {
    return Verb.named("task list", "Lists tasks.")
        .options("--status", "STATUS", "blocked, available, ... ; `open` for all unfinished ones")
        .option("--tag", "TAG", "only with this label")
        .option("--capability", "NAME", "only those that require it")
        .option("--run", "NAME", "only those of this run")
        .option("--group", "NAME", "only those of this group")
        .option("--agent", "NAME", "only those this agent holds")
        .option("--text", "TEXT", "only with this in id, title or description")
        .option("--sort", "ORDER", "id, priority, status or created; id unless given")
        .option("--limit", "N", "how many at most; " + DEFAULT_LIMIT + " unless given")
        .option("--offset", "N", "how many to leave out first")
        .example("rowlock task list --status open --sort priority")
        .does(call -> new TaskOperations(call.desk()).list(query(call)))
        .shows(TaskText::list);
  }

  private static TaskQuery query(Call call) {
    TaskQuery.Label label =
        new TaskQuery.Label(call.optional("--tag"), call.optional("--capability"));
    return new TaskQuery(
        new TaskQuery.Filter(
            statuses(call.all("--status")),
            label,
            call.optional("--run"),
            call.optional("--group"),
            call.optional("--agent"),
            call.optional("--text")),
        call.choice("--sort", TaskQuery.Sort.class).orElse(TaskQuery.Sort.ID),
        call.integer("--limit").orElse(DEFAULT_LIMIT),
        call.integer("--offset").orElse(0));
  }

  private static Set<TaskStatus> statuses(List<String> wanted) {
    EnumSet<TaskStatus> statuses = EnumSet.noneOf(TaskStatus.class);
    for (String text : wanted) {
      if (text.equals("open")) {
        statuses.addAll(TaskQuery.OPEN);
      } else {
        statuses.add(Call.constant("--status", text, TaskStatus.class));
      }
    }
    return statuses;
  }

  private static Verb show() {
    return Verb.named("task show", "Shows everything about a task, also when it is archived.")
        .takes("TASK", "the task")
        .example("rowlock task show t3")
        .does(call -> new TaskOperations(call.desk()).show(call.task()))
        .shows(TaskText::whole);
  }

  private static Verb cancel() {
    return Verb.named("task cancel", "Gives a task up, with its open parts.")
        .takes("TASK", "the task")
        .option("--reason", "TEXT", "why")
        .changes()
        .example("rowlock task cancel t3 --reason 'not needed any more'")
        .does(call ->
            new TaskOperations(call.desk())
                .cancel(call.task(), reason(call, "cancelled"), call.operator()))
        .shows(TaskText::moved);
  }

  private static Verb release() {
    return Verb.named(
            "task release", "Takes a task from whoever holds it; others can have it then.")
        .takes("TASK", "the task")
        .option("--reason", "TEXT", "why")
        .changes()
        .example("rowlock task release t3 --reason 'the agent is stuck'")
        .does(call ->
            new TaskOperations(call.desk())
                .requeue(call.task(), reason(call, "released"), call.operator()))
        .shows(TaskText::moved);
  }

  private static Verb retry() {
    return Verb.named("task retry", "Tries a failed task again, with all its retries.")
        .takes("TASK", "the task")
        .changes()
        .example("rowlock task retry t3")
        .does(call -> new TaskOperations(call.desk()).retry(call.task(), call.operator()))
        .shows(TaskText::moved);
  }

  private static Verb priority() {
    return Verb.named("task priority", "Makes a task more or less urgent.")
        .takes("TASK", "the task")
        .takes("N", "1 (most urgent) to 10")
        .changes()
        .example("rowlock task priority t3 1")
        .does(TaskVerbs::prioritise)
        .shows(TaskText::moved);
  }

  private static Outcome prioritise(Call call) {
    Priority priority = new Priority(Math.toIntExact(Math.min(call.number("N"), 1_000_000)));
    return new TaskOperations(call.desk()).prioritise(call.task(), priority, call.operator());
  }

  static String reason(Call call, String otherwise) {
    return call.optional("--reason").orElse(otherwise);
  }
}
