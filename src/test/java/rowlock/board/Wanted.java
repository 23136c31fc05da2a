package rowlock.board;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

/// A task that a test wants, said in few words.
record Wanted(Optional<String> id, TaskSpec spec) {
  static Wanted task(String id) {
    return new Wanted(Optional.of(id), TaskSpec.titled("do " + id));
  }

  static Wanted unnamed() {
    return new Wanted(Optional.empty(), TaskSpec.titled("do something"));
  }

  NewTask build() {
    return new NewTask(id.map(TaskId::new), spec);
  }

  Wanted after(String... ids) {
    return linked(
        new Links(
            Stream.of(ids).map(TaskId::new).toList(),
            links().onFailedDependency(),
            links().parent(),
            links().group(),
            links().run()));
  }

  Wanted whenLost(DependencyPolicy policy) {
    return linked(
        new Links(
            links().dependencies(), policy, links().parent(), links().group(), links().run()));
  }

  Wanted partOf(String parent) {
    return linked(
        new Links(
            links().dependencies(),
            links().onFailedDependency(),
            Optional.of(new TaskId(parent)),
            links().group(),
            links().run()));
  }

  Wanted inGroup(String group) {
    return linked(
        new Links(
            links().dependencies(),
            links().onFailedDependency(),
            links().parent(),
            Optional.of(group),
            links().run()));
  }

  Wanted inRun(String run) {
    return linked(links().inRun(run));
  }

  Wanted urgent(int level) {
    return with(spec.with(spec.terms().at(new Priority(level))));
  }

  Wanted retried(int times, Duration firstWait) {
    Terms terms = spec.terms();
    return with(
        spec.with(new Terms(terms.priority(), new RetryPolicy(times, firstWait), terms.timeout())));
  }

  Wanted within(Duration timeout) {
    return with(spec.with(new Terms(spec.terms().priority(), spec.terms().retry(), timeout)));
  }

  Wanted needing(String... capabilities) {
    return with(
        spec.with(
            new Requirement(
                Text.labels("capabilities", List.of(capabilities)),
                spec.requirement().assignee())));
  }

  Wanted onlyFor(String assignee) {
    return with(
        spec.with(new Requirement(spec.requirement().capabilities(), Optional.of(assignee))));
  }

  Wanted checked() {
    return with(spec.with(new Work(List.of(), List.of("true"), Optional.empty())));
  }

  Wanted titled(String title) {
    return with(
        new TaskSpec(
            Description.titled(title),
            spec.links(),
            spec.requirement(),
            spec.work(),
            spec.terms()));
  }

  private Links links() {
    return spec.links();
  }

  private Wanted linked(Links links) {
    return with(spec.with(links));
  }

  private Wanted with(TaskSpec other) {
    return new Wanted(id, other);
  }
}
