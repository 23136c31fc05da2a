package rowlock.agent;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Setting;
import rowlock.task.AgentId;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskState;

/// The claims that one agent holds, as far as rowlock itself does something about them.
///
/// The session's thread writes, any may read.
final class Holdings {
  private final AgentId agent;
  private final Desk desk;
  private SortedSet<TaskId> held = Collections.emptySortedSet();
  private final AtomicInteger done = new AtomicInteger();

  Holdings(AgentId agent, Desk desk) {
    this.agent = agent;
    this.desk = desk;
  }

  /// Notes what it holds now, and what it holds no more.
  void note() {
    SortedSet<TaskId> now = desk.board().heldBy(agent);
    done.addAndGet((int) held.stream().filter(task -> !now.contains(task)).count());
    held = now;
  }

  /// Whether its program did so many tasks that it is to be started anew before the next.
  boolean isWornOut() {
    long most = desk.board().count(Setting.RECYCLE_AFTER);
    return most > 0 && done.get() >= most && desk.board().heldBy(agent).isEmpty();
  }

  /// Its program begins anew.
  void refresh() {
    done.set(0);
  }

  /// Renews what is due, if the agent shows life: a sign of work is worth as much as a heartbeat.
  void renewIfDue(Watch watch, Instant now) {
    Board board = desk.board();
    for (TaskId id : board.heldBy(agent)) {
      Optional<Lease> due = lease(id, board).filter(lease -> !now.isBefore(due(lease)));
      if (due.isPresent() && watch.showsLife(now, board.duration(Setting.STUCK_AFTER))) {
        Command.Claim claim = new Command.Claim(agent, id, due.get().fence());
        desk.give(new Command.RenewLease(claim, Optional.empty()));
      }
    }
  }

  /// When a third of the first lease is over; nothing if it holds nothing.
  Optional<Instant> due() {
    Board board = desk.board();
    Stream<Lease> leases = board.heldBy(agent).stream().flatMap(id -> lease(id, board).stream());
    return leases.map(Holdings::due).min(Instant::compareTo);
  }

  private static Instant due(Lease lease) {
    return lease.until().minus(lease.length().multipliedBy(2).dividedBy(3));
  }

  private static Optional<Lease> lease(TaskId id, Board board) {
    return board.task(id).flatMap(Task::lease);
  }

  /// Gives back what is not handed in.
  void release(String reason) {
    for (TaskId id : List.copyOf(desk.board().heldBy(agent))) {
      desk.board()
          .task(id)
          .filter(task -> task.state() instanceof TaskState.Held)
          .flatMap(Task::lease)
          .map(lease -> new Command.Claim(agent, id, lease.fence()))
          .ifPresent(claim -> desk.give(new Command.ReleaseClaim(claim, reason)));
    }
  }
}
