package rowlock.bench;

import java.util.Map;
import rowlock.bench.Venue.Guest;

/// One client that calls one tool again and again.
final class ToolClient implements Crowd.Worker, AutoCloseable {
  private final Guest guest;
  private final Habit habit;
  private Map<String, Object> claim = Map.of();

  /// What a client does.
  enum Habit {
    /// Calls a tool that coordinates nothing.
    NOTHING("health_check"),
    /// Claims a task; completes it between, and adds another one.
    CLAIM("claim_task"),
    /// Completes a task; adds another one between, and claims it.
    COMPLETE("complete_task");

    private final String tool;

    Habit(String tool) {
      this.tool = tool;
    }

    String tool() {
      return tool;
    }
  }

  ToolClient(Guest guest, Habit habit) {
    this.guest = guest;
    this.habit = habit;
    if (habit == Habit.COMPLETE) {
      claim();
    }
  }

  @Override
  public void act() {
    switch (habit) {
      case NOTHING -> guest.call(habit.tool(), Map.of());
      case CLAIM -> claim();
      case COMPLETE -> complete();
    }
  }

  @Override
  public void clear() {
    switch (habit) {
      case NOTHING -> {}
      case CLAIM -> {
        complete();
        add();
      }
      case COMPLETE -> {
        add();
        claim();
      }
    }
  }

  private void add() {
    guest.call("create_task", Map.of("title", "One more"));
  }

  private void claim() {
    claim = guest.call("claim_task", Map.of());
  }

  private void complete() {
    guest.call(
        "complete_task",
        Map.of(
            "task_id",
            claim.getOrDefault("task", ""),
            "fence",
            claim.getOrDefault("fence", 0),
            "output",
            "Done"));
    claim = Map.of();
  }

  @Override
  public void close() {
    if (!claim.isEmpty()) {
      complete();
      add();
    }
    guest.close();
  }
}
