package rowlock.operation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Entry;
import rowlock.board.Rejection;
import rowlock.journal.Journal;
import rowlock.journal.SqliteJournal;
import rowlock.journal.Verdict;
import rowlock.task.Task;
import rowlock.task.TaskId;

/// What can be asked about what happened.
public final class JournalOperations {
  /// The most entries in one answer.
  public static final int MAX_LIMIT = 10_000;

  private static final int CHUNK = 10_000;

  private final Desk desk;

  /// @param desk the project
  public JournalOperations(Desk desk) {
    this.desk = desk;
  }

  /// Which entries are wanted.
  ///
  /// @param task only those about this task
  /// @param after only those beyond this position; without it the newest are answered
  /// @param limit how many at most, 1 to [#MAX_LIMIT]
  public record LogQuery(Optional<TaskId> task, Optional<Long> after, int limit) {
    public LogQuery {
      if (limit < 1 || limit > MAX_LIMIT) {
        throw new IllegalArgumentException("limit: 1 to " + MAX_LIMIT + ", not " + limit);
      }
      if (after.isPresent() && after.get() < 0) {
        throw new IllegalArgumentException("after: 0 or more, not " + after.get());
      }
    }

    Predicate<Entry> asPredicate() {
      return entry -> task.isEmpty() || EntryView.taskOf(entry.event()).equals(task);
    }
  }

  /// What happened, oldest first.
  public Outcome log(LogQuery query) {
    List<Entry> entries = query.after().isPresent() ? following(query) : newest(query);
    long last = entries.isEmpty() ? query.after().orElse(0L) : entries.getLast().position();
    return Outcome.done(
        Fields.of("entries", entries.stream().map(EntryView::of).toList())
            .with("last_position", last)
            .with("head", desk.position()));
  }

  private List<Entry> following(LogQuery query) {
    List<Entry> found = new ArrayList<>();
    long after = query.after().orElse(0L);
    List<Entry> chunk;
    do {
      chunk = desk.journal().read(after, CHUNK);
      chunk.stream().filter(query.asPredicate()).forEach(found::add);
      after += chunk.size();
    } while (chunk.size() == CHUNK && found.size() < query.limit());
    return found.subList(0, Math.min(found.size(), query.limit()));
  }

  private List<Entry> newest(LogQuery query) {
    List<Entry> found = new ArrayList<>();
    long end = desk.position();
    int step = query.task().isPresent() ? CHUNK : query.limit();
    while (end > 0 && found.size() < query.limit()) {
      long from = Math.max(0, end - step);
      List<Entry> chunk = new ArrayList<>(desk.journal().read(from, (int) (end - from)));
      chunk.removeIf(query.asPredicate().negate());
      chunk.addAll(found);
      found = chunk;
      end = from;
    }
    return found.subList(Math.max(0, found.size() - query.limit()), found.size());
  }

  /// The project as it was at a moment, by replaying the journal up to it.
  ///
  /// @param task the task to look at more closely, if one
  public Outcome at(Instant moment, Optional<TaskId> task, int limit) {
    Board board = replay(moment);
    if (task.isPresent()) {
      Optional<Task> then = board.task(task.get());
      return then.map(known -> Outcome.done(TaskView.whole(known, board).with("as_of", moment)))
          .orElseGet(() -> Outcome.rejected(new Rejection.UnknownTask(task.get())));
    }
    TaskQuery query = new TaskQuery(TaskQuery.Filter.ALL, TaskQuery.Sort.ID, limit, 0);
    return Outcome.done(
        Overview.of(board)
            .with("as_of", moment)
            .with("task_list", TaskView.rows(query.of(board.tasks()).tasks())));
  }

  private Board replay(Instant moment) {
    Board board = Board.empty();
    List<Entry> chunk;
    do {
      chunk = desk.journal().read(board.position(), CHUNK);
      for (Entry entry : chunk) {
        if (entry.at().isAfter(moment)) {
          return board;
        }
        board = board.apply(entry);
      }
    } while (chunk.size() == CHUNK);
    return board;
  }

  /// Everything in the journal, in order.
  void each(Consumer<List<Entry>> reader) {
    long after = 0;
    List<Entry> chunk;
    do {
      chunk = desk.journal().read(after, CHUNK);
      reader.accept(chunk);
      after += chunk.size();
    } while (chunk.size() == CHUNK);
  }

  /// Writes all entries as JSON lines, with their hashes, so that anybody can check the chain.
  ///
  /// @return how many there were
  public long export(OutputStream out) throws IOException {
    return desk.journal().export(out);
  }

  /// Copies the journal while it goes on, and checks the copy.
  ///
  /// @param target a file that is not there yet
  public Outcome backUp(Path target) {
    Verdict.Sound sound = desk.journal().backUp(target);
    return Outcome.done(
        Fields.of("file", target)
            .with("entries", sound.count())
            .with("head_hash", sound.headHash()));
  }

  /// Puts a backup in the place of a project's journal, which is moved aside. Claims of the past
  /// are over then, and no fence is given twice.
  ///
  /// @param folder the project's folder
  public static Outcome restore(Path backup, Path folder, Caller caller) {
    long highest = SqliteJournal.restore(backup, folder.resolve(Project.HOME));
    try (Desk desk = Projects.open(folder)) {
      return desk.ask(
          caller,
          new Command.MarkRestored(highest),
          (answer, board) -> Fields.of("project", folder).with("position", board.position()));
    }
  }

  /// Walks over the whole journal and checks its chain.
  public Outcome verify() {
    Journal journal = desk.journal();
    return switch (journal.verify()) {
      case Verdict.Sound sound ->
          Outcome.done(Fields.of("entries", sound.count()).with("head_hash", sound.headHash()));
      case Verdict.Broken broken ->
          new Outcome.NotDone(
              Outcome.Reason.ENVIRONMENT,
              "journal_broken",
              "entry %d is not as it was written: %s".formatted(broken.position(), broken.what()),
              "nothing was changed; `rowlock journal restore` brings back a backup",
              Fields.of("position", broken.position()).map());
    };
  }
}
