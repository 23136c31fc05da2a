package rowlock.journal;

import java.time.Instant;
import java.util.List;
import rowlock.board.Event;
import rowlock.task.Task;

/// What goes into a journal together: all of it or nothing.
///
/// @param entries in order, at least one; their times never decrease
/// @param archived the whole of every task that a [Event.TasksArchived] among the entries takes off
///   the board, so that it can still be looked up
/// @param summary what a quick look at the project should show after this batch; opaque to the
///   journal, at most [#MAX_SUMMARY] characters
public record Batch(List<Pending> entries, List<Task> archived, String summary) {
  /// The most entries in one batch.
  public static final int MAX_ENTRIES = 1_000_000;

  /// The longest summary, in characters.
  public static final int MAX_SUMMARY = 100_000;

  public Batch {
    entries = List.copyOf(entries);
    archived = List.copyOf(archived);
    if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "entries: 1 to " + MAX_ENTRIES + ", not " + entries.size());
    }
    if (summary.length() > MAX_SUMMARY) {
      throw new IllegalArgumentException("summary: at most " + MAX_SUMMARY + " characters");
    }
  }

  /// An event that is not in a journal yet.
  ///
  /// @param at when it happened by the journal's clock
  /// @param by who gave the command: an agent's id, `operator` or `rowlock`
  /// @param event what happened
  public record Pending(Instant at, String by, Event event) {}
}
