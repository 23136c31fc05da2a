package rowlock.web;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import rowlock.board.Board;
import rowlock.need.NeedKind;
import rowlock.task.TaskStatus;
import rowlock.team.AgentCondition;
import rowlock.team.Delivery;
import rowlock.team.Observation;

/// What a board says, in numbers.
final class BoardFigures {
  private final Supplier<Board> boards;

  /// @param boards the board as it is now
  BoardFigures(Supplier<Board> boards) {
    this.boards = boards;
  }

  void writeTo(Exposition out) {
    Board board = boards.get();
    out.begin("rowlock_tasks", "gauge", "Tasks by status.");
    Map<TaskStatus, Integer> tasks = board.counts();
    for (TaskStatus status : TaskStatus.values()) {
      out.sample("rowlock_tasks", tasks.getOrDefault(status, 0), "status", status.label());
    }
    out.begin("rowlock_agents", "gauge", "Agents by what they were last seen doing.");
    Map<AgentCondition, Integer> agents = conditions(board);
    for (AgentCondition condition : AgentCondition.values()) {
      out.sample(
          "rowlock_agents", agents.getOrDefault(condition, 0), "condition", condition.label());
    }
    long undelivered =
        board.letters().stream()
            .flatMap(letter -> letter.deliveries().values().stream())
            .filter(Delivery.Accepted.class::isInstance)
            .count();
    out.gauge("rowlock_messages_undelivered", "Messages no agent has seen yet.", undelivered);
    out.begin("rowlock_needs_open", "gauge", "What waits for a person, by kind.");
    Map<NeedKind, Integer> needs = needs(board);
    for (NeedKind kind : NeedKind.values()) {
      out.sample("rowlock_needs_open", needs.getOrDefault(kind, 0), "kind", kind.label());
    }
    out.gauge("rowlock_journal_position", "The last entry of the journal.", board.position());
  }

  private static Map<NeedKind, Integer> needs(Board board) {
    Map<NeedKind, Integer> counts = new EnumMap<>(NeedKind.class);
    board.needs().forEach(need -> counts.merge(need.kind(), 1, Integer::sum));
    return counts;
  }

  private static Map<AgentCondition, Integer> conditions(Board board) {
    Map<AgentCondition, Integer> counts = new EnumMap<>(AgentCondition.class);
    for (Observation seen : board.observations().values()) {
      counts.merge(seen.condition(), 1, Integer::sum);
    }
    return counts;
  }
}
