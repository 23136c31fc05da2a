package rowlock.workflow;

import java.util.List;
import java.util.Locale;
import rowlock.task.TaskId;

/// One piece of advice about a plan.
///
/// @param subject what kind of advice
/// @param tasks which tasks it is about
/// @param message what was seen, with the figures and their origin, and what to do about it
public record Remark(Subject subject, List<TaskId> tasks, String message) {
  public Remark {
    tasks = List.copyOf(tasks);
  }

  /// What a remark is about.
  public enum Subject {
    /// Handing the task out costs more than doing it.
    TOO_SMALL,
    /// The task is hard to check and costs much when it fails.
    TOO_LARGE,
    /// Tasks wait for each other although they touch different files.
    NARROW_CHAIN,
    /// Tasks may run at the same time although they touch the same files.
    LIKELY_CONFLICT,
    /// Small tasks of a kind.
    BATCH,
    /// Tasks that are done on their agent's word.
    UNPROVED,
    /// Work in a task that has parts, which nobody will do.
    IDLE_PARENT,
    /// What was not looked at, because the plan is too large.
    LIMIT;

    /// The name in every interface: lower case with underscores.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
