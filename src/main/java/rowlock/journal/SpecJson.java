package rowlock.journal;

import rowlock.task.Description;
import rowlock.task.Links;
import rowlock.task.Priority;
import rowlock.task.Requirement;
import rowlock.task.RetryPolicy;
import rowlock.task.TaskId;
import rowlock.task.TaskSpec;
import rowlock.task.Terms;
import rowlock.task.Text;
import rowlock.task.Work;

/// What is wanted of a task, as JSON.
final class SpecJson {
  private SpecJson() {}

  static void write(TaskSpec spec, Form out) {
    Description description = spec.description();
    out.text("title", description.title())
        .textIfAny("description", description.details())
        .texts("context_files", description.files())
        .textIfAny("hints", description.hints())
        .texts("tags", description.tags());
    Links links = spec.links();
    out.texts("dependencies", links.dependencies(), TaskId::value)
        .text("on_failed_dependency", Words.DEPENDENCY_POLICIES.of(links.onFailedDependency()))
        .text("parent_id", links.parent().map(TaskId::value))
        .text("group_id", links.group())
        .text("run", links.run());
    out.texts("capabilities", spec.requirement().capabilities())
        .text("assignee", spec.requirement().assignee());
    Work work = spec.work();
    out.texts("scope", work.scope()).texts("checks", work.checks()).text("script", work.script());
    Terms terms = spec.terms();
    out.number("priority", terms.priority().level())
        .number("max_retries", terms.retry().maxRetries())
        .length("retry_wait", terms.retry().firstWait())
        .length("timeout", terms.timeout());
  }

  static TaskSpec read(Fields in) {
    return new TaskSpec(description(in), links(in), requirement(in), work(in), terms(in));
  }

  private static Description description(Fields in) {
    return new Description(
        in.text("title"),
        in.textOrEmpty("description"),
        in.texts("context_files"),
        in.textOrEmpty("hints"),
        Text.labels("tags", in.texts("tags")));
  }

  private static Links links(Fields in) {
    return new Links(
        in.texts("dependencies", TaskId::new),
        Words.DEPENDENCY_POLICIES.named(in.text("on_failed_dependency")),
        in.maybeText("parent_id").map(TaskId::new),
        in.maybeText("group_id"),
        in.maybeText("run"));
  }

  private static Requirement requirement(Fields in) {
    return new Requirement(
        Text.labels("capabilities", in.texts("capabilities")), in.maybeText("assignee"));
  }

  private static Work work(Fields in) {
    return new Work(in.texts("scope"), in.texts("checks"), in.maybeText("script"));
  }

  private static Terms terms(Fields in) {
    return new Terms(
        new Priority(in.count("priority")),
        new RetryPolicy(in.count("max_retries"), in.length("retry_wait")),
        in.length("timeout"));
  }
}
