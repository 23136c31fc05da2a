package rowlock.operation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.board.Board;
import rowlock.board.Command;
import rowlock.board.Explanation;
import rowlock.board.Rejection;
import rowlock.board.Setting;
import rowlock.journal.Journal;
import rowlock.json.Json;
import rowlock.task.TaskId;

/// What can be asked about a project as a whole.
public final class ProjectOperations {
  private final Desk desk;

  /// @param desk the project
  public ProjectOperations(Desk desk) {
    this.desk = desk;
  }

  /// How the project stands.
  ///
  /// Reads only what was written with the last append, unless time has brought about something
  /// since then.
  public Outcome status() {
    Optional<Map<String, Object>> kept =
        desk.journal().summary().map(Journal.Summary::text).map(Json.STANDARD::parseObject);
    return new Outcome.Done(
        kept.filter(summary -> isCurrent(summary, desk.now()))
            .orElseGet(() -> Overview.of(desk.board()).map()));
  }

  /// Why a task stands where it stands, and what would free it.
  public Outcome why(TaskId task) {
    return Explanation.of(desk.board(), task, desk.now())
        .map(explanation -> Outcome.done(explanation(task, explanation)))
        .orElseGet(() -> Outcome.rejected(new Rejection.UnknownTask(task)));
  }

  private static Fields explanation(TaskId task, Explanation explanation) {
    List<Map<String, Object>> chain =
        explanation.chain().stream()
            .map(step ->
                Fields.of("task", step.task())
                    .with("status", Fields.label(step.status()))
                    .with("cause", step.cause().label())
                    .with("text", step.text())
                    .map())
            .toList();
    Fields fields =
        Fields.of("task", task)
            .with("chain", chain)
            .with("skipped", explanation.skipped())
            .with("roots", explanation.roots());
    return explanation
        .remedy()
        .map(remedy ->
            fields
                .with("advice", remedy.advice())
                .with("command", remedy.command().orElse(""))
                .with("frees", remedy.frees()))
        .orElse(fields);
  }

  /// What the project is for.
  public Outcome goal() {
    Board board = desk.board();
    return Outcome.done(Fields.of("goal", board.goal()).with("master_plan", board.masterPlan()));
  }

  /// Says what the project is for.
  ///
  /// @param goal one line
  public Outcome changeGoal(String goal, Caller caller) {
    Command.SetGoal command = new Command.SetGoal(goal, desk.board().masterPlan());
    return desk.ask(caller, command, (answer, board) -> Fields.of("goal", board.goal()));
  }

  /// Says what the project is for, and how that is to be reached.
  ///
  /// @param goal one line
  /// @param masterPlan the plan in words
  public Outcome changePlan(String goal, String masterPlan, Caller caller) {
    return desk.ask(
        caller,
        new Command.SetGoal(goal, masterPlan),
        (answer, board) -> Fields.of("goal", board.goal()).with("master_plan", board.masterPlan()));
  }

  /// All settings, or a certain one.
  public Outcome settings(Optional<Setting> only) {
    Board board = desk.board();
    List<Setting> shown = only.map(List::of).orElseGet(() -> Arrays.asList(Setting.values()));
    return Outcome.done(
        Fields.of("settings", shown.stream().map(setting -> view(setting, board)).toList()));
  }

  /// Changes a setting.
  public Outcome change(Setting setting, String value, Caller caller) {
    return desk.ask(
        caller,
        new Command.ChangeSetting(setting, value),
        (answer, board) -> Fields.of("settings", List.of(view(setting, board))));
  }

  private static Fields view(Setting setting, Board board) {
    return Fields.of("setting", setting.label())
        .with("value", board.setting(setting))
        .with("initial", setting.initial());
  }

  private static boolean isCurrent(Map<String, Object> summary, Instant now) {
    return !(summary.get("next_deadline") instanceof String due) || Instant.parse(due).isAfter(now);
  }
}
