package rowlock.operation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import rowlock.board.Board;
import rowlock.board.Run;
import rowlock.json.Json;
import rowlock.task.AgentId;
import rowlock.task.Lease;
import rowlock.task.Task;
import rowlock.task.TaskId;
import rowlock.task.TaskStatus;
import rowlock.team.Agent;
import rowlock.team.Observation;

/// What a quick look at a project shows. Its cost does not depend on the number of tasks, so that
/// it can be written with every append.
final class Overview {
  /// How many agents are shown, those with tasks first.
  static final int MAX_AGENTS = 50;

  /// How many runs are shown, the newest first.
  static final int MAX_RUNS = 5;

  private Overview() {}

  /// The overview as one line of JSON: what the journal keeps with each append.
  static String summarise(Board board) {
    return Json.compact(of(board).map());
  }

  /// The overview of a board.
  static Fields of(Board board) {
    Fields counts = Fields.none();
    board.counts().forEach((status, count) -> counts.with(status.label(), count));
    return Fields.of("goal", board.goal())
        .with("position", board.position())
        .with("at", board.at())
        .with("tasks", board.counts().values().stream().mapToInt(Integer::intValue).sum())
        .with("counts", counts)
        .with("needs_open", board.openNeeds())
        .with("agents_total", board.agents().size())
        .with("agents", agents(board))
        .with("runs", runs(board.runs()))
        .with("next_deadline", board.nextDeadline());
  }

  private static List<Fields> agents(Board board) {
    List<Agent> shown = new ArrayList<>();
    List<Agent> idle = new ArrayList<>();
    for (Agent agent : board.agents()) {
      (board.heldBy(agent.id()).isEmpty() ? idle : shown).add(agent);
    }
    shown.addAll(idle);
    return shown.stream().limit(MAX_AGENTS).map(agent -> agent(agent, board)).toList();
  }

  private static Fields agent(Agent agent, Board board) {
    AgentId id = agent.id();
    Fields fields = Fields.of("agent", id).with("kind", agent.kind());
    Observation seen = board.observations().get(id);
    if (seen != null) {
      fields.with("condition", seen.condition()).with("seen_at", seen.at());
    }
    List<Map<String, Object>> held = new ArrayList<>();
    for (TaskId task : board.heldBy(id)) {
      board.task(task).ifPresent(known -> held.add(held(known)));
    }
    return held.isEmpty() ? fields : fields.with("holds", held);
  }

  private static Map<String, Object> held(Task task) {
    return Fields.of("task", task.id())
        .with("status", task.status())
        .with("title", task.spec().description().title())
        .with("lease_until", task.lease().map(Lease::until))
        .map();
  }

  private static List<Fields> runs(Collection<Run> runs) {
    return runs.stream()
        .sorted(Comparator.comparing(Run::openedAt).reversed())
        .limit(MAX_RUNS)
        .map(Overview::run)
        .toList();
  }

  static Fields run(Run run) {
    return Fields.of("run", run.id())
        .with("goal", run.goal())
        .with("opened_at", run.openedAt())
        .with("branch", run.integration().map(Run.Integration::branch))
        .with("outcome", run.outcome());
  }

  /// How many tasks of those given stand where.
  static Fields counts(Collection<Task> tasks) {
    Fields counts = Fields.none();
    for (TaskStatus status : TaskStatus.values()) {
      counts.with(status.label(), tasks.stream().filter(task -> task.status() == status).count());
    }
    return counts;
  }
}
