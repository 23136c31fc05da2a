package rowlock.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Contents;
import rowlock.board.Decision;
import rowlock.board.Request;
import rowlock.journal.Batch;
import rowlock.journal.Journal;
import rowlock.journal.SqliteJournal;
import rowlock.journal.Turn;
import rowlock.task.AgentId;
import rowlock.task.NewTask;
import rowlock.task.Submission;
import rowlock.task.TaskSpec;

/// A long past: tasks that were claimed, kept alive and handed in, one after the other.
final class History {
  private static final int BATCH = 10_000;
  private static final int RENEWALS = 7;
  private static final int AGENTS = 50;

  private final Journal journal;
  private final List<Batch.Pending> pending = new ArrayList<>();
  private Board board;

  private History(Journal journal) {
    this.journal = journal;
    this.board = journal.read(0, BATCH).stream().reduce(Board.empty(), Board::apply, (a, b) -> b);
  }

  /// Writes events to a new project's journal until there are so many.
  ///
  /// @param beyond how many come after the moment that is answered
  /// @return what a snapshot at that moment holds
  static Contents write(Path home, int tasks, int events, int beyond) {
    try (SqliteJournal journal = SqliteJournal.open(home);
        Turn _ = journal.turn()) {
      History history = new History(journal);
      history.add(tasks);
      history.workUntil(events - beyond);
      Contents late = history.board.contents();
      history.workUntil(events);
      return late;
    }
  }

  private void add(int tasks) {
    decide(
        new Command.AddTasks(
            IntStream.rangeClosed(1, tasks)
                .mapToObj(i -> NewTask.unnamed(TaskSpec.titled("Task number " + i)))
                .toList()));
  }

  private void workUntil(long position) {
    for (long turn = 0; board.position() < position; turn++) {
      workOnOne(new AgentId("agent" + turn % AGENTS), position);
      if (pending.size() >= BATCH) {
        flush();
      }
    }
    flush();
  }

  private void workOnOne(AgentId agent, long last) {
    Answer answer = decide(new Command.ClaimTask(agent, Optional.empty(), Optional.empty()));
    if (!(answer instanceof Answer.Claimed claimed)) {
      throw new IllegalStateException("claimed, but was told " + answer);
    }
    Command.Claim claim = new Command.Claim(agent, claimed.task(), claimed.fence());
    decide(new Command.StartTask(claim));
    for (int i = 0; i < RENEWALS && board.position() < last; i++) {
      decide(new Command.RenewLease(claim, Optional.empty()));
    }
    decide(new Command.SubmitTask(claim, Submission.saying("All tests pass.")));
  }

  private Answer decide(Command command) {
    var now = journal.now();
    var time = now.isBefore(board.at()) ? board.at() : now;
    return switch (board.decide(Request.by(Request.OPERATOR, command), time)) {
      case Decision.Accepted accepted -> {
        accepted
            .events()
            .forEach(event -> pending.add(new Batch.Pending(time, Request.OPERATOR, event)));
        board = accepted.after();
        yield accepted.answer();
      }
      case Decision.Rejected rejected ->
          throw new IllegalStateException(rejected.rejection().message());
    };
  }

  private void flush() {
    if (!pending.isEmpty()) {
      long before = board.position() - pending.size();
      journal.append(before, new Batch(pending, List.of(), ""));
      pending.clear();
    }
  }
}
