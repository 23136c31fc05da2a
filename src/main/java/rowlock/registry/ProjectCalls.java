package rowlock.registry;

import java.util.List;
import java.util.Optional;
import rowlock.board.Board;
import rowlock.operation.Fields;
import rowlock.operation.JournalOperations;
import rowlock.operation.Outcome;
import rowlock.operation.ProjectOperations;
import rowlock.operation.TaskOperations;
import rowlock.task.TaskId;
import rowlock.task.Text;
import rowlock.team.Permission;

/// Operations about the project as a whole.
final class ProjectCalls {
  private static final int ENTRIES = 50;
  private static final int RESULTS = 20;

  private ProjectCalls() {}

  static List<Operation> all() {
    return List.of(
        found(), status(), results(), plan(), changePlan(), audit(), health(), Waiting.operation());
  }

  private static Operation found() {
    return Operation.changes(
            "init_coordination",
            Permission.ADMINISTER,
            "Begins a project: says what it is for and, in words, how it is to be reached.")
        .needs("goal", Type.LINE, "what it is for")
        .takes("master_plan", Type.BODY, "the plan in words")
        .returns("goal", "master_plan")
        .does(ProjectCalls::found);
  }

  private static Outcome found(Invocation call) {
    String goal = call.arguments().text("goal");
    String plan = call.arguments().optional("master_plan").orElse("");
    Outcome made = call.office().found(goal, call.keyless());
    boolean isNew = made instanceof Outcome.Done;
    Board board = call.desk().board();
    if (!isNew && !board.goal().isEmpty()) {
      // Whoever did not hear the answer asks again.
      boolean isThat = board.goal().equals(goal) && board.masterPlan().equals(plan);
      return isThat ? new ProjectOperations(call.desk()).goal() : made;
    }
    return new ProjectOperations(call.desk()).changePlan(goal, plan, call.caller());
  }

  private static Operation status() {
    return Operation.reads("get_status", "Tells how the project stands, in numbers.")
        .returns("goal", "tasks:object")
        .does(call -> new ProjectOperations(call.desk()).status());
  }

  private static Operation results() {
    return Operation.reads("get_results", "Gives what finished tasks handed in.")
        .takes("task_ids", Type.names(), "only these")
        .takes("run_id", Type.NAME, "of this run")
        .takes("limit", new Type.Whole(1, Text.MAX_ENTRIES), RESULTS + " unless given")
        .takes("offset", new Type.Whole(0, 1_000_000_000), "how many to skip")
        .returns("results:array", "total:integer", "next_offset:integer?")
        .does(call ->
            new TaskOperations(call.desk())
                .results(
                    call.arguments().texts("task_ids").stream().map(TaskId::new).toList(),
                    call.arguments().optional("run_id"),
                    call.arguments().integer("limit").orElse(RESULTS),
                    call.arguments().integer("offset").orElse(0)));
  }

  private static Operation plan() {
    return Operation.reads("get_master_plan", "Gives the goal and the plan in words.")
        .returns("goal", "master_plan")
        .does(call -> new ProjectOperations(call.desk()).goal());
  }

  private static Operation changePlan() {
    return Operation.changes(
            "update_master_plan", Permission.PLAN, "Changes the goal, the plan in words, or both.")
        .takes("goal", Type.LINE, "as it is unless given")
        .takes("master_plan", Type.BODY, "as it is unless given")
        .returns("goal", "master_plan")
        .does(call -> {
          var board = call.desk().board();
          return new ProjectOperations(call.desk())
              .changePlan(
                  call.arguments().optional("goal").orElseGet(board::goal),
                  call.arguments().optional("master_plan").orElseGet(board::masterPlan),
                  call.caller());
        });
  }

  private static Operation audit() {
    return Operation.reads("get_audit_log", "Gives what happened, oldest first, from the journal.")
        .takes("task_id", Type.NAME, "only what is about this task")
        .takes("after", new Type.Whole(0, 1L << 53), "a position; the newest unless given")
        .takes("limit", new Type.Whole(1, Text.MAX_ENTRIES), ENTRIES + " unless given")
        .returns("entries:array", "last_position:integer", "head:integer")
        .does(call -> {
          Optional<TaskId> task = call.arguments().optional("task_id").map(TaskId::new);
          return new JournalOperations(call.desk())
              .log(
                  new JournalOperations.LogQuery(
                      task,
                      call.arguments().whole("after"),
                      call.arguments().integer("limit").orElse(ENTRIES)));
        });
  }

  private static Operation health() {
    return Operation.reads("health_check", "Tells whether rowlock can do its work, and if not why.")
        .returns("healthy:boolean", "position:integer", "hub:boolean")
        .does(call ->
            Outcome.done(
                Fields.of("healthy", true)
                    .with("position", call.desk().position())
                    .withAll(call.office().premises().health().map())));
  }
}
