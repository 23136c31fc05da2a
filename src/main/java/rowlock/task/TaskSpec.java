package rowlock.task;

/// What somebody wants done: everything about a task that does not change while it is worked on.
///
/// @param description what it is about
/// @param links what it hangs together with
/// @param requirement who may take it
/// @param work what is produced and how it is proved
/// @param terms urgency, retries, time-out
public record TaskSpec(
    Description description, Links links, Requirement requirement, Work work, Terms terms) {

  /// A task with a title and nothing special about it.
  public static TaskSpec titled(String title) {
    return new TaskSpec(
        Description.titled(title), Links.NONE, Requirement.NONE, Work.UNPROVED, Terms.NORMAL);
  }

  /// The same task, hanging together differently.
  public TaskSpec with(Links other) {
    return new TaskSpec(description, other, requirement, work, terms);
  }

  /// The same task on other terms.
  public TaskSpec with(Terms other) {
    return new TaskSpec(description, links, requirement, work, other);
  }

  /// The same task for somebody else.
  public TaskSpec with(Requirement other) {
    return new TaskSpec(description, links, other, work, terms);
  }

  /// The same task with other work.
  public TaskSpec with(Work other) {
    return new TaskSpec(description, links, requirement, other, terms);
  }
}
