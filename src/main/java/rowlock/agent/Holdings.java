package rowlock.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
/// @param agent whose they are
/// @param desk to the coordinator
record Holdings(AgentId agent, Desk desk) {
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
