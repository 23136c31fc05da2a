package rowlock.sim;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.FailureCause;
import rowlock.board.Request;
import rowlock.coordinator.Reply;
import rowlock.task.Evidence;
import rowlock.task.Task;
import rowlock.task.TaskState;

/// Proves what was handed in, as a reconciler does: looks at the board, merges outside of it, and
/// reports; it may die between the two and finds its merge again.
final class MergeGate implements Asker {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final World world;
  private final Chance chance;

  /// The integration branch: what is merged there stays, whatever becomes of the gate.
  private final Set<Long> merged = new HashSet<>();

  private boolean calm;

  MergeGate(World world) {
    this.world = world;
    this.chance = world.chance();
  }

  void begin() {
    world.every(SHORTEST_PAUSE, LONGEST_PAUSE, this::act);
  }

  /// From now on it finds no fault.
  void calm() {
    calm = true;
  }

  private void act() {
    world.hubs().stream().flatMap(hub -> hub.board().stream()).findFirst().ifPresent(this::judge);
  }

  private void judge(Board board) {
    for (Task task : board.tasks()) {
      boolean isWhole = board.openPartsOf(task).isEmpty();
      if (isWhole && task.state() instanceof TaskState.Submitted submitted) {
        Command.Claim claim = new Command.Claim(submitted.holder(), task.id(), submitted.fence());
        judge(claim);
      }
    }
  }

  private void judge(Command.Claim claim) {
    if (!merged.contains(claim.fence()) && !calm && chance.oneIn(4)) {
      FailureCause cause = chance.pick(List.of(FailureCause.CHECK_FAILED, FailureCause.CONFLICT));
      ask(new Command.ReturnTask(claim, cause, "not good enough"));
      return;
    }
    merged.add(claim.fence());
    boolean dies = !calm && chance.oneIn(10);
    if (!dies) {
      Evidence.CheckRun run = new Evidence.CheckRun("true", 0, Duration.ofSeconds(1), "00");
      Evidence.Proof proof =
          new Evidence.Proof("c" + claim.fence(), "m" + claim.fence(), List.of(run));
      ask(new Command.AcceptTask(claim, proof));
    }
  }

  private void ask(Command command) {
    Request request =
        chance.oneIn(2)
            ? Request.bySystem(command)
            : new Request(command, Request.SYSTEM, Optional.of("gate-" + key(command)));
    world.ask(new Question(request, this));
  }

  /// The same verdict on the same claim has the same key, also after a restart.
  private static String key(Command command) {
    return command instanceof Command.AcceptTask accept
        ? "accept-" + accept.claim().fence()
        : "return-" + ((Command.ReturnTask) command).claim().fence();
  }

  @Override
  public void hear(Request request, Reply reply) {
    // It looks at the board again, whatever was said.
  }

  @Override
  public void miss(Request request) {
    // It looks at the board again.
  }
}
