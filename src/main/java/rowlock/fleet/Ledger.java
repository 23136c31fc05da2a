package rowlock.fleet;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import rowlock.bench.Report;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.journal.SqliteJournal;
import rowlock.task.TaskId;

/// What the journal tells of a long run, read from its first entry to its last: the board itself
/// forgets old messages.
final class Ledger {
  private static final int CHUNK = 1_000;

  private final String sender;
  private final Set<String> messages = new HashSet<>();
  private final Set<String> bodies = new HashSet<>();
  private final Set<String> given = new HashSet<>();
  private final Set<TaskId> done = new HashSet<>();
  private int doneTwice;
  private int sentTwice;
  private int failed;

  private Ledger(String sender) {
    this.sender = sender;
  }

  /// Reads a journal.
  ///
  /// @param home the folder it is in
  /// @param sender whose messages count
  static Ledger of(Path home, String sender) {
    Ledger ledger = new Ledger(sender);
    try (SqliteJournal journal = SqliteJournal.open(home)) {
      List<Entry> chunk = journal.read(0, CHUNK);
      while (!chunk.isEmpty()) {
        chunk.forEach(entry -> ledger.note(entry.event()));
        chunk = journal.read(chunk.getLast().position(), CHUNK);
      }
    }
    return ledger;
  }

  private void note(Event event) {
    switch (event) {
      case Event.MessageSent(var message) when message.sender().value().equals(sender) -> {
        messages.add(message.id());
        sentTwice += bodies.add(message.body()) ? 0 : 1;
      }
      case Event.MessageDelivered(String message, var _) -> given.add(message);
      case Event.MessagesConfirmed(var _, List<String> all) -> given.addAll(all);
      case Event.TaskDone(TaskId task, var _) -> doneTwice += done.add(task) ? 0 : 1;
      case Event.AttemptFailed _ -> failed++;
      case Event _ -> {}
    }
  }

  /// Says whether everything was done, and once.
  ///
  /// @param tasks how many there were
  /// @param sent how many messages were accepted
  void judge(int tasks, long sent, Report.Draft draft) {
    draft.judge("tasks not done", 0, tasks - done.size());
    draft.judge("tasks done twice", 0, doneTwice);
    draft.judge("attempts that failed", 0, failed);
    draft.judge("messages accepted and not in the journal", 0, (double) (sent - messages.size()));
    draft.judge("messages in the journal twice", 0, sentTwice);
    given.retainAll(messages);
    draft.note(
        "%d of %d messages were typed or confirmed when the run ended; those of its last moments"
                .formatted(given.size(), messages.size())
            + " stay in the mailbox");
  }
}
