package rowlock.registry;

import java.util.List;
import java.util.Optional;
import rowlock.task.DependencyPolicy;
import rowlock.task.Description;
import rowlock.task.Links;
import rowlock.task.NewTask;
import rowlock.task.Priority;
import rowlock.task.Requirement;
import rowlock.task.RetryPolicy;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.Terms;
import rowlock.task.Text;
import rowlock.task.Work;

/// The parameters that describe a task, and the task they describe.
final class TaskForm {
  static final Type.Whole PRIORITY = new Type.Whole(1, 10);

  private static final List<Parameter> SHORT =
      List.of(
          Parameter.required("title", Type.LINE, "what is to be done, in one line"),
          Parameter.optional("description", Type.BODY, "the whole text"),
          Parameter.optional("id", Type.NAME, "its name; the next free number unless given"),
          Parameter.optional("priority", PRIORITY, "1 is most urgent; 5 unless given"),
          Parameter.optional("dependencies", Type.names(), "tasks that must be done first"),
          Parameter.optional("scope", Type.lines(), "globs of the paths it may change"),
          Parameter.optional(
              "checks",
              new Type.Several(Type.BODY, Text.MAX_ENTRIES),
              "commands that prove the result"));

  private static final List<Parameter> REST =
      List.of(
          Parameter.optional(
              "on_failed_dependency",
              Arguments.choiceOf(DependencyPolicy.class),
              "block unless given"),
          Parameter.optional("context_files", Type.lines(), "files worth reading first"),
          Parameter.optional("hints", Type.BODY, "advice for whoever does it"),
          Parameter.optional("tags", Type.names(), "labels"),
          Parameter.optional("capabilities", Type.names(), "what its agent must be able to do"),
          Parameter.optional("agent", Type.NAME, "the only agent or kind that may take it"),
          Parameter.optional("group_id", Type.NAME, "the group it belongs to"),
          Parameter.optional("run_id", Type.NAME, "the run whose branch its work goes to"),
          Parameter.optional("script", Type.BODY, "what a shell agent runs to do it"),
          Parameter.optional(
              "max_retries", new Type.Whole(0, 100), "attempts after the first; 3 unless given"),
          Parameter.optional("retry_delay", Type.LENGTH_OF_TIME, "10s unless given"),
          Parameter.optional("timeout", Type.LENGTH_OF_TIME, "of an attempt; 1h unless given"));

  private TaskForm() {}

  /// The parameters of a part of another task.
  static List<Parameter> ofPart() {
    return SHORT;
  }

  /// All parameters of a task.
  static List<Parameter> whole() {
    return List.of(SHORT, REST).stream().flatMap(List::stream).toList();
  }

  /// The task that was described.
  ///
  /// @param parent the task it is a part of
  static NewTask task(Arguments given, Optional<TaskId> parent, Optional<String> run) {
    TaskSpec spec =
        new TaskSpec(
            new Description(
                given.text("title"),
                given.optional("description").orElse(""),
                given.texts("context_files"),
                given.optional("hints").orElse(""),
                Text.labels("tags", given.texts("tags"))),
            new Links(
                given.texts("dependencies").stream().map(TaskId::new).toList(),
                given
                    .constant("on_failed_dependency", DependencyPolicy.class)
                    .orElse(DependencyPolicy.BLOCK),
                parent,
                given.optional("group_id"),
                given.optional("run_id").or(() -> run)),
            new Requirement(
                Text.labels("capabilities", given.texts("capabilities")), given.optional("agent")),
            new Work(given.texts("scope"), given.texts("checks"), given.optional("script")),
            terms(given));
    return new NewTask(given.optional("id").map(TaskId::new), spec);
  }

  private static Terms terms(Arguments given) {
    RetryPolicy normal = RetryPolicy.NORMAL;
    return new Terms(
        given.integer("priority").map(Priority::new).orElse(Priority.NORMAL),
        new RetryPolicy(
            given.integer("max_retries").orElse(normal.maxRetries()),
            given.duration("retry_delay").orElse(normal.firstWait())),
        given.duration("timeout").orElse(Terms.NORMAL.timeout()));
  }
}
