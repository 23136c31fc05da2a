package rowlock.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rowlock.task.AgentId;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskState;

/// What must be true of every board, every step from one to the next, and every answer, whatever
/// the rules do. Pure, and written independently of the rules, so that simulations and tests can
/// hold the rules to it.
///
/// The names T1 to T10, L1, L2 and L4 stand for: one holder (T1), fences rise (T2) and are shown
/// (T3), ends are final (T4), available means nothing is waited for (T5), no circles (T6), bounded
/// attempts (T7), no task gets lost (T8), nothing waits without a reason (T9), a key gets one
/// answer (T10); needs are raised and settled once (N1) and wait for nobody and nothing that is
/// gone (N2); no reservation exceeds what a run may spend (B1), nothing is paid for twice (B2), and
/// sums are those of what is open (B3); no lease ends early (L1), renewing neither shortens nor
/// revives one (L2), a holder past its lease can do nothing (L4).
public final class Invariants {
  private Invariants() {}

  /// Something that should never be.
  ///
  /// @param invariant its name
  /// @param text what is wrong, in one sentence
  public record Violation(String invariant, String text) {
    @Override
    public String toString() {
      return invariant + ": " + text;
    }
  }

  /// What is wrong with one step. Costs O(log n) in the tasks of the board, and O(k) in those that
  /// wait for the task in question when that begins or ends.
  ///
  /// @param before the board before the entry
  /// @param entry what happened
  /// @param after the board after the entry
  public static List<Violation> ofStep(Board before, Entry entry, Board after) {
    return new StepChecks(before, entry, after).run();
  }

  /// What is wrong with a board as a whole. Costs O(n log n). Holds between decisions, not between
  /// the events of one decision.
  public static List<Violation> ofBoard(Board board) {
    return new BoardChecks(board).run();
  }

  /// What is wrong with a decision.
  ///
  /// @param before the board that was asked
  /// @param request what was asked
  /// @param now when
  /// @param decision what it made of it
  public static List<Violation> ofDecision(
      Board before, Request request, Instant now, Decision decision) {
    List<Violation> found = new ArrayList<>();
    if (decision instanceof Decision.Accepted accepted) {
      if (accepted.after().position() != before.position() + accepted.events().size()) {
        found.add(new Violation("T8", "a decision hides events: " + request.command()));
      }
      Optional<Contents.Answered> answered =
          request.key().flatMap(key -> before.memory().ledger().requests().find(key));
      if (answered.isPresent()) {
        checkRepeated(request, answered.get(), accepted).ifPresent(found::add);
      } else if (request.command() instanceof Command.OfClaim about) {
        checkClaim(before, about, now.isBefore(before.at()) ? before.at() : now)
            .ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }

  /// The fence an entry gave out, if it is a claim. Over the whole life of a journal, across
  /// restarts and restores, each must be higher than any before (T2); whoever watches for that
  /// needs to remember only the highest.
  ///
  /// @param after the board after the entry
  public static OptionalLong fenceGivenBy(Entry entry, Board after) {
    return entry.event() instanceof Event.TaskClaimed claimed
        ? after.task(claimed.task()).flatMap(Task::lease).stream()
            .mapToLong(Lease::fence)
            .findFirst()
        : OptionalLong.empty();
  }

  private static Optional<Violation> checkRepeated(
      Request request, Contents.Answered before, Decision.Accepted now) {
    return now.events().isEmpty() && now.answer().equals(before.answer())
        ? Optional.empty()
        : Optional.of(
            new Violation("T10", "key " + request.key().orElse("") + " was answered anew"));
  }

  private static Optional<Violation> checkClaim(
      Board before, Command.OfClaim command, Instant now) {
    Command.Claim claim = command.claim();
    Optional<TaskState> state = before.task(claim.task()).map(Task::state);
    boolean isVerdict =
        command instanceof Command.AcceptTask || command instanceof Command.ReturnTask;
    if (isVerdict) {
      boolean right =
          state.isPresent()
              && state.get() instanceof TaskState.Submitted submitted
              && isOf(claim, submitted.holder(), submitted.fence());
      return right ? Optional.empty() : Optional.of(stale(claim));
    }
    if (state.isEmpty() || !(state.get() instanceof TaskState.Held held)) {
      return Optional.of(stale(claim));
    }
    if (!isOf(claim, held.lease().holder(), held.lease().fence())) {
      return Optional.of(stale(claim));
    }
    return isAlive(before, held.lease(), now)
        ? Optional.empty()
        : Optional.of(new Violation("L4", claim + " was past its lease and was obeyed"));
  }

  private static Violation stale(Command.Claim claim) {
    return new Violation("T3", claim + " is not the current claim and was obeyed");
  }

  private static boolean isOf(Command.Claim claim, AgentId holder, long fence) {
    return claim.fence() == fence && claim.agent().equals(holder);
  }

  /// Whether a lease gives its holder any right at a moment.
  static boolean isAlive(Board board, Lease lease, Instant now) {
    return now.isBefore(lease.until())
        || board.graceUntil().filter(until -> now.isBefore(until)).isPresent();
  }
}
