package rowlock.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.TreePMap;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.task.TaskId;

/// When the tasks of a run were worked on: what the journal's entries tell and the board forgets.
///
/// @param run the run's name
/// @param tasks what is known about each of its tasks
/// @param reason why it ended before all was done that could be, if it did
public record RunHistory(String run, TreePMap<TaskId, Times> tasks, Optional<String> reason) {
  /// Nothing has happened yet.
  public static RunHistory of(String run) {
    return new RunHistory(run, TreePMap.empty(), Optional.empty());
  }

  /// The times of one task.
  ///
  /// @param claims how often it was handed out
  /// @param began when it was handed out last; whoever says nothing until handing in counts, too
  /// @param submitted when the last attempt was handed in
  /// @param done when it was done
  public record Times(
      int claims, Optional<Instant> began, Optional<Instant> submitted, Optional<Instant> done) {
    static final Times NONE = new Times(0, Optional.empty(), Optional.empty(), Optional.empty());

    /// How long the attempt that succeeded took, with its proof.
    public Optional<Duration> took() {
      return began.flatMap(from -> done.map(to -> Duration.between(from, to)));
    }

    /// How long the agent took until it handed in.
    public Optional<Duration> worked() {
      return began.flatMap(from -> submitted.map(to -> Duration.between(from, to)));
    }

    private Times claimedAt(Instant at) {
      return new Times(claims + 1, Optional.of(at), Optional.empty(), Optional.empty());
    }

    private Times submittedAt(Instant at) {
      return new Times(claims, began, Optional.of(at), done);
    }

    private Times doneAt(Instant at) {
      return new Times(claims, began, submitted, Optional.of(at));
    }
  }

  /// The history with more entries of the journal, in their order.
  public RunHistory after(Collection<Entry> entries) {
    RunHistory history = this;
    for (Entry entry : entries) {
      history = history.after(entry);
    }
    return history;
  }

  /// How long the finished tasks took, shortest first.
  public List<Duration> lengths() {
    return tasks.values().stream().flatMap(times -> times.took().stream()).sorted().toList();
  }

  /// What is known about a task.
  public Times timesOf(TaskId task) {
    return tasks.getOrDefault(task, Times.NONE);
  }

  private RunHistory after(Entry entry) {
    Instant at = entry.at();
    return switch (entry.event()) {
      case Event.TaskAdded added when added.spec().links().run().equals(Optional.of(run)) ->
          new RunHistory(run, tasks.plus(added.task(), Times.NONE), reason);
      case Event.TaskClaimed claimed -> with(claimed.task(), times -> times.claimedAt(at));
      case Event.TaskSubmitted handed -> with(handed.task(), times -> times.submittedAt(at));
      case Event.TaskDone done -> with(done.task(), times -> times.doneAt(at));
      case Event.RunOpened opened when opened.run().id().equals(run) ->
          new RunHistory(run, tasks, Optional.empty());
      case Event.RunClosed closed when closed.run().equals(run) ->
          new RunHistory(run, tasks, closed.reason());
      case Event _ -> this;
    };
  }

  private RunHistory with(TaskId task, UnaryOperator<Times> change) {
    Times known = tasks.get(task);
    return known == null
        ? this
        : new RunHistory(run, tasks.plus(task, change.apply(known)), reason);
  }
}
