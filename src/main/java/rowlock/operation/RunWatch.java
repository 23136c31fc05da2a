package rowlock.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.coordinator.Coordinator;
import rowlock.task.Task;
import rowlock.task.TaskId;

/// Whoever follows a run while it goes on. For one thread, which may be another than the one that
/// conducts the run.
public final class RunWatch {
  private static final int CHUNK = 10_000;

  private final Desk desk;
  private final Coordinator coordinator;
  private final long start;
  private RunHistory history;
  private long read;

  RunWatch(Desk desk, String run) {
    this.desk = desk;
    this.coordinator = desk.hub().coordinator();
    this.history = RunHistory.of(run);
    this.start = coordinator.board().position();
  }

  /// What there is to see.
  ///
  /// @param news what happened to the run's tasks since the last look, as far as it matters
  /// @param progress how far the run is
  public record Sight(List<Map<String, Object>> news, RunProgress progress) {}

  /// Waits until something happens or the time is over, and looks.
  public Sight look(Duration longest) throws InterruptedException {
    coordinator.awaitBeyond(read, longest);
    List<Map<String, Object>> news = new ArrayList<>();
    List<Entry> entries;
    do {
      entries = desk.journal().read(read, CHUNK);
      history = history.after(entries);
      read += entries.size();
      for (Entry entry : entries) {
        if (entry.position() > start && matters(entry)) {
          news.add(EntryView.of(entry).map());
        }
      }
    } while (entries.size() == CHUNK);
    RunProgress progress =
        RunProgress.of(coordinator.board(), history.run(), history, coordinator.now());
    return new Sight(news, progress);
  }

  private boolean matters(Entry entry) {
    return switch (entry.event()) {
      case Event.TaskClaimed claimed -> isOurs(claimed.task());
      case Event.TaskSubmitted submitted -> isOurs(submitted.task());
      case Event.TaskDone done -> isOurs(done.task());
      case Event.AttemptFailed failed -> isOurs(failed.task());
      case Event.ClaimReleased released -> isOurs(released.task());
      case Event.TaskCancelled cancelled -> isOurs(cancelled.task());
      case Event.DiscoveryAdded _ -> true;
      case Event _ -> false;
    };
  }

  private boolean isOurs(TaskId id) {
    Optional<Task> task = coordinator.board().task(id);
    return task.flatMap(known -> known.spec().links().run()).equals(Optional.of(history.run()));
  }
}
