package rowlock.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import rowlock.operation.Fields;
import rowlock.operation.Outcome;
import rowlock.task.AgentId;

/// How many tasks each agent added in the hour that began with its first one. Safe to share between
/// threads.
///
/// An agent that plans in a circle fills the board of all the others; people are not limited. What
/// is counted is forgotten with the process.
public final class Quotas {
  /// How many tasks one agent may add in an hour.
  public static final int TASKS_PER_HOUR = 1_000;

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int SWEEP_AT = 4_000;

  private final Map<AgentId, Window> windows = new ConcurrentHashMap<>();

  private record Window(Instant since, long tasks) {
    boolean isOver(Instant now) {
      return !now.isBefore(since.plus(WINDOW));
    }
  }

  /// Does what adds tasks, if the agent may still add so many. What was not done does not count.
  ///
  /// @param agent who adds them; empty for a person
  Outcome adding(Optional<AgentId> agent, int tasks, Instant now, Adding act)
      throws InterruptedException {
    if (agent.isEmpty()) {
      return act.add();
    }
    Window taken = take(agent.get(), tasks, now);
    if (taken.tasks() > TASKS_PER_HOUR) {
      count(agent.get(), -tasks);
      return exceeded(agent.get(), taken.since().plus(WINDOW));
    }
    Outcome outcome = act.add();
    if (!(outcome instanceof Outcome.Done)) {
      count(agent.get(), -tasks);
    }
    return outcome;
  }

  /// What adds tasks.
  interface Adding {
    Outcome add() throws InterruptedException;
  }

  private Window take(AgentId agent, int tasks, Instant now) {
    if (windows.size() >= SWEEP_AT) {
      windows.values().removeIf(window -> window.isOver(now));
    }
    return windows.merge(
        agent,
        new Window(now, tasks),
        (before, fresh) ->
            before.isOver(now) ? fresh : new Window(before.since(), before.tasks() + tasks));
  }

  private void count(AgentId agent, int tasks) {
    windows.computeIfPresent(
        agent, (_, window) -> new Window(window.since(), window.tasks() + tasks));
  }

  private static Outcome exceeded(AgentId agent, Instant again) {
    return new Outcome.NotDone(
        Outcome.Reason.REJECTED,
        "quota_exceeded",
        "agent %s may add %d tasks in an hour, and this would be more"
            .formatted(agent, TASKS_PER_HOUR),
        "work on what there is, or wait until " + again,
        Fields.of("limit", TASKS_PER_HOUR).with("retry_at", again).map());
  }
}
