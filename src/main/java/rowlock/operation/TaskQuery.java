package rowlock.operation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import rowlock.task.Description;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskStatus;

/// Which tasks a list shows, and in which order.
///
/// @param filter which tasks
/// @param sort in which order
/// @param limit how many at most, 1 to [#MAX_LIMIT]
/// @param offset how many to leave out at the beginning
public record TaskQuery(Filter filter, Sort sort, int limit, int offset) {
  /// The most tasks in one answer.
  public static final int MAX_LIMIT = 10_000;

  /// The statuses in which something is left to do; a failed task counts, as it may be retried.
  public static final Set<TaskStatus> OPEN =
      Set.of(
          TaskStatus.BLOCKED,
          TaskStatus.AVAILABLE,
          TaskStatus.CLAIMED,
          TaskStatus.IN_PROGRESS,
          TaskStatus.SUBMITTED,
          TaskStatus.FAILED);

  public TaskQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: 1 to " + MAX_LIMIT + ", not " + limit);
    }
    if (offset < 0) {
      throw new IllegalArgumentException("offset: 0 or more, not " + offset);
    }
  }

  /// What a task must be like; whatever is empty does not matter.
  ///
  /// @param statuses one of these
  /// @param label what it is labelled with
  /// @param run part of this run
  /// @param group part of this group
  /// @param agent held by this agent now
  /// @param text in its id, title or description, whatever the case
  public record Filter(
      Set<TaskStatus> statuses,
      Label label,
      Optional<String> run,
      Optional<String> group,
      Optional<String> agent,
      Optional<String> text) {
    /// Every task.
    public static final Filter ALL =
        new Filter(
            Set.of(),
            new Label(Optional.empty(), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Filter {
      statuses = Set.copyOf(statuses);
    }

    Predicate<Task> asPredicate() {
      return task ->
          (statuses.isEmpty() || statuses.contains(task.status()))
              && label.fits(task)
              && (run.isEmpty() || task.spec().links().run().equals(run))
              && (group.isEmpty() || task.spec().links().group().equals(group))
              && (agent.isEmpty() || task.lease().map(l -> l.holder().value()).equals(agent))
              && (text.isEmpty() || mentions(task, text.get().toLowerCase(Locale.ROOT)));
    }

    private static boolean mentions(Task task, String wanted) {
      Description words = task.spec().description();
      return task.id().value().toLowerCase(Locale.ROOT).contains(wanted)
          || words.title().toLowerCase(Locale.ROOT).contains(wanted)
          || words.details().toLowerCase(Locale.ROOT).contains(wanted);
    }
  }

  /// What a task is labelled with; whatever is empty does not matter.
  ///
  /// @param tag one of its tags
  /// @param capability one of the capabilities it requires
  public record Label(Optional<String> tag, Optional<String> capability) {
    boolean fits(Task task) {
      Set<String> tags = task.spec().description().tags();
      Set<String> required = task.spec().requirement().capabilities();
      return tag.map(tags::contains).orElse(true)
          && capability.map(required::contains).orElse(true);
    }
  }

  /// An order of tasks; what is equal is in the order of ids.
  public enum Sort {
    /// By name; numbers in names count as numbers.
    ID,
    /// The most urgent first.
    PRIORITY,
    /// In the order of their lives: blocked, available, ..., cancelled.
    STATUS,
    /// The oldest first.
    CREATED;

    Comparator<Task> order() {
      Comparator<Task> byId = Comparator.comparing(Task::id, TaskQuery::byNumber);
      return switch (this) {
        case ID -> byId;
        case PRIORITY ->
            Comparator.comparing((Task task) -> task.spec().terms().priority()).thenComparing(byId);
        case STATUS -> Comparator.comparing(Task::status).thenComparing(byId);
        case CREATED -> Comparator.comparing(Task::createdAt).thenComparing(byId);
      };
    }
  }

  /// The tasks that fit and how many there are of them in all.
  Page of(Iterable<Task> tasks) {
    Predicate<Task> fits = filter.asPredicate();
    List<Task> found = new ArrayList<>();
    tasks.forEach(task -> {
      if (fits.test(task)) {
        found.add(task);
      }
    });
    found.sort(sort.order());
    int from = Math.min(offset, found.size());
    int to = Math.min(from + limit, found.size());
    return new Page(List.copyOf(found.subList(from, to)), found.size());
  }

  /// A part of what was found.
  ///
  /// @param tasks the part
  /// @param total how many were found in all
  record Page(List<Task> tasks, int total) {}

  /// `t2` before `t10`: runs of digits compare as numbers.
  static int byNumber(TaskId one, TaskId other) {
    String a = one.value();
    String b = other.value();
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int endA = digits(a, i);
      int endB = digits(b, j);
      int order =
          endA > i && endB > j
              ? compareNumbers(a.substring(i, endA), b.substring(j, endB))
              : Character.compare(a.charAt(i), b.charAt(j));
      if (order != 0) {
        return order;
      }
      i = Math.max(endA, i + 1);
      j = Math.max(endB, j + 1);
    }
    int byLength = Integer.compare(a.length() - i, b.length() - j);
    return byLength != 0 ? byLength : a.compareTo(b);
  }

  private static int digits(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int compareNumbers(String a, String b) {
    String one = a.replaceFirst("^0+(?=.)", "");
    String other = b.replaceFirst("^0+(?=.)", "");
    return one.length() == other.length()
        ? one.compareTo(other)
        : Integer.compare(one.length(), other.length());
  }
}
