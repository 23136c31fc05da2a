package rowlock.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A task on a board: what is wanted, and how far it is.
///
/// @param id its name
/// @param spec what is wanted
/// @param createdAt when it was added
/// @param state where it stands
/// @param failures attempts that counted against the retry limit since the last reset
/// @param attempts the last attempts that ended without success, oldest first, at most
///   [#MAX_ATTEMPTS_KEPT]
public record Task(
    TaskId id,
    TaskSpec spec,
    Instant createdAt,
    TaskState state,
    int failures,
    List<Attempt> attempts) {
  /// How many failed attempts are remembered with their reasons; the journal has them all.
  public static final int MAX_ATTEMPTS_KEPT = 10;

  public Task {
    attempts = List.copyOf(attempts);
  }

  /// A task as it is added.
  public static Task added(TaskId id, TaskSpec spec, Instant at, TaskState state) {
    return new Task(id, spec, at, state, 0, List.of());
  }

  /// Where it stands, in one word.
  public TaskStatus status() {
    return state.status();
  }

  /// The right of the agent that holds it now, if one does.
  public Optional<Lease> lease() {
    return state instanceof TaskState.Held held ? Optional.of(held.lease()) : Optional.empty();
  }

  /// Whether nothing but an explicit retry can change it any more.
  public boolean isFinished() {
    return switch (state) {
      case TaskState.Done done -> true;
      case TaskState.Cancelled cancelled -> true;
      case TaskState.Failed failed -> failed.retryAt().isEmpty();
      case TaskState.Blocked blocked -> false;
      case TaskState.Available available -> false;
      case TaskState.Held held -> false;
      case TaskState.Submitted submitted -> false;
    };
  }

  /// The same task in another state.
  public Task in(TaskState next) {
    return new Task(id, spec, createdAt, next, failures, attempts);
  }

  /// The same task wanted differently.
  public Task wanting(TaskSpec other) {
    return new Task(id, other, createdAt, state, failures, attempts);
  }

  /// The same task after an attempt that counts as a failure.
  public Task after(Attempt failed, TaskState next) {
    List<Attempt> kept = new ArrayList<>(attempts);
    kept.add(failed);
    if (kept.size() > MAX_ATTEMPTS_KEPT) {
      kept.removeFirst();
    }
    return new Task(id, spec, createdAt, next, failures + 1, kept);
  }

  /// The same task with its retry count at zero, as an explicit retry leaves it.
  public Task renewed(TaskState next) {
    return new Task(id, spec, createdAt, next, 0, attempts);
  }
}
