package rowlock.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.board.Answer;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Entry;
import rowlock.board.Event;
import rowlock.board.FailureCause;
import rowlock.board.Invariants;
import rowlock.board.Request;
import rowlock.coordinator.Reply;
import rowlock.sim.Asker.Question;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.team.Agent;

/// Watches every entry and every reply, and stops the simulation at the first that should not be.
///
/// Knows the journal, the virtual clock and what was told to whom; what the processes believe it
/// only compares.
final class Referee {
  private final MemoryDisk disk;
  private final VirtualClock clock;
  private final EventLog log;
  private final Desk.Opening opening;
  private Board truth = Board.empty();
  private History history = new History();
  private long highestFence;
  private long highestReach;
  private boolean graceOwed;

  /// What was told for each key; replies that got lost are not in it.
  private final Map<String, Told> told = new HashMap<>();

  private record Told(Request request, Answer answer) {}

  Referee(MemoryDisk disk, VirtualClock clock, EventLog log, Desk.Opening opening) {
    this.opening = opening;
    this.disk = disk;
    this.clock = clock;
    this.log = log;
  }

  /// The board that the journal leads to.
  Board truth() {
    return truth;
  }

  History history() {
    return history;
  }

  /// The highest fence that any claim so far could have.
  long highestReach() {
    return highestReach;
  }

  /// Looks at what was appended since the last look.
  void watch() {
    List<Entry> fresh = disk.entriesAfter(truth.position());
    if (fresh.isEmpty()) {
      return;
    }
    for (Entry entry : fresh) {
      Board before = truth;
      truth = apply(before, entry);
      log.entry(entry);
      requireNone(Invariants.ofStep(before, entry, truth));
      checkTime(entry);
      checkFence(entry);
      history.add(entry, before, truth);
      highestReach = Math.max(highestReach, truth.position() + truth.fenceBase());
    }
    requireNone(Invariants.ofBoard(truth));
  }

  private Board apply(Board board, Entry entry) {
    try {
      return opening.replay(board, entry);
    } catch (IllegalStateException | IllegalArgumentException impossible) {
      throw new Violation("D2", "%s cannot be replayed: %s".formatted(entry, impossible));
    }
  }

  private static void requireNone(List<Invariants.Violation> found) {
    if (!found.isEmpty()) {
      throw new Violation(found.getFirst().invariant(), found.getFirst().text());
    }
  }

  private void checkTime(Entry entry) {
    Violation.require(!entry.at().isAfter(clock.now()), "L3", entry + " is from the future");
    if (entry.event() instanceof Event.GraceGranted) {
      graceOwed = false;
    }
    boolean expired =
        entry.event() instanceof Event.AttemptFailed failed
            && failed.cause() == FailureCause.LEASE_EXPIRED;
    Violation.require(
        !(expired && graceOwed), "L1", entry + " though nobody could renew until now");
  }

  private void checkFence(Entry entry) {
    Invariants.fenceGivenBy(entry, truth)
        .ifPresent(fence -> {
          Violation.require(
              fence > highestFence,
              "T2",
              "fence %d after %d: %s".formatted(fence, highestFence, entry));
          highestFence = fence;
        });
  }

  /// Notes that leases may seem over that nobody was able to renew.
  void clockRestarted() {
    graceOwed = true;
  }

  /// Begins anew with what a restore left in the journal. What was given out before stays given
  /// out; what was told about lost entries is void.
  void rewind() {
    truth = Board.empty();
    history = new History();
    for (Entry entry : disk.entriesAfter(0)) {
      Board before = truth;
      truth = apply(before, entry);
      history.add(entry, before, truth);
    }
    told.keySet().removeIf(key -> history.answerTo(key).isEmpty());
  }

  /// Checks that a process that just started knows exactly what the journal holds.
  void checkOpened(Board board) {
    checkSame(board, "a process that just started");
  }

  /// Compares a board with the journal, if it is as new.
  void checkSame(Board board, String whose) {
    Violation.require(
        board.position() <= truth.position(),
        "D1",
        whose + " is ahead of the journal: " + board.position());
    if (board.position() == truth.position()) {
      Violation.require(
          board.contents().equals(truth.contents()),
          "D2",
          "%s at %d differs from the journal".formatted(whose, board.position()));
    }
  }

  /// Checks what a process says about requests it carried out together.
  void checkReplies(Board desk, List<Question> taken, List<Reply> replies) {
    long from = disk.batchAfter(Math.min(desk.position(), disk.position()));
    ReplyCheck check = new ReplyCheck(this, desk, from, replies.size() == 1);
    for (int i = 0; i < replies.size(); i++) {
      Request request = taken.get(i).request();
      check.run(request, replies.get(i));
      remember(request, replies.get(i));
    }
    // With a full disk renewals go in alone, and time has to wait.
    if (!disk.isFull() && replies.stream().noneMatch(Reply.Failed.class::isInstance)) {
      Violation.require(
          desk.nextDeadline().filter(due -> !due.isAfter(clock.now())).isEmpty(),
          "L1",
          "something due at " + desk.nextDeadline() + " was not noticed");
    }
  }

  /// Checks that what nobody got a reply to happened wholly or not at all.
  void checkMissed(Request request) {
    Optional<Boolean> happened =
        switch (request.command()) {
          case Command.AddTasks add -> happened(add);
          case Command.SendMessage send -> Optional.of(history.holds(send));
          default -> Optional.empty();
        };
    boolean answered = request.key().flatMap(history::answerTo).isPresent();
    if (happened.isPresent() && request.key().isPresent()) {
      Violation.require(
          happened.get() == answered,
          "D1",
          "%s was carried out: %s, answered: %s".formatted(request, happened.get(), answered));
    }
  }

  private Optional<Boolean> happened(Command.AddTasks add) {
    List<TaskId> named = add.tasks().stream().flatMap(task -> task.id().stream()).toList();
    long there =
        named.stream().filter(id -> truth.task(id).isPresent() || truth.isArchived(id)).count();
    Violation.require(
        there == 0 || there == named.size(), "D1", "a batch is there by half: " + named);
    return named.isEmpty() ? Optional.empty() : Optional.of(there > 0);
  }

  private void remember(Request request, Reply reply) {
    if (request.key().isPresent() && reply instanceof Reply.Done done) {
      told.putIfAbsent(request.key().get(), new Told(request, done.answer()));
    }
  }

  /// Whether this very request was answered before, and told so.
  Optional<Answer> toldBefore(Request request) {
    return request
        .key()
        .flatMap(key -> Optional.ofNullable(told.get(key)))
        .filter(before -> before.request().equals(request))
        .map(Told::answer);
  }

  /// Whether the key was told to belong to another request.
  boolean isTaken(Request request) {
    return request
        .key()
        .flatMap(key -> Optional.ofNullable(told.get(key)))
        .filter(before -> !before.request().equals(request))
        .isPresent();
  }

  VirtualClock clock() {
    return clock;
  }

  MemoryDisk disk() {
    return disk;
  }

  /// Checks everything that is too much for every step.
  void checkAll(List<Hub> hubs) {
    watch();
    for (Hub hub : hubs) {
      hub.board().ifPresent(board -> checkSame(board, "hub " + hub));
    }
    Violation.require(
        Board.of(truth.contents()).contents().equals(truth.contents()),
        "D2",
        "a board made of its contents is another board");
    for (Agent agent : truth.agents()) {
      List<String> waiting =
          truth.unreadBy(agent.id()).stream().map(letter -> letter.message().id()).toList();
      Violation.require(
          waiting.equals(history.unreadBy(agent.id())),
          "M1",
          agent.id() + " should find " + history.unreadBy(agent.id()) + ", not " + waiting);
    }
  }

  /// Reads the whole journal again and compares.
  void checkReplay() {
    Board replayed = Board.empty();
    Board resumed = Board.empty();
    long middle = truth.position() / 2;
    for (Entry entry : disk.entriesAfter(0)) {
      replayed = apply(replayed, entry);
      resumed = apply(resumed, entry);
      if (resumed.position() == middle) {
        resumed = Board.of(resumed.contents());
      }
    }
    checkSame(replayed, "a full replay");
    checkSame(resumed, "a replay from a snapshot");
    Violation.require(
        truth.tasks().stream().map(Task::id).distinct().count() == truth.tasks().size(),
        "T8",
        "a task is there twice");
  }
}
