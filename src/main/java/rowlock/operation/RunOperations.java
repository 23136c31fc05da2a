package rowlock.operation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowlock.board.Board;
import rowlock.board.Run;
import rowlock.board.RunOutcome;
import rowlock.budget.Amount;
import rowlock.task.AgentId;
import rowlock.task.NewTask;
import rowlock.task.TaskId;
import rowlock.task.TaskStatus;
import rowlock.workflow.Plan;
import rowlock.workflow.PlanAdvice;
import rowlock.workflow.PlanShape;
import rowlock.workflow.PlannedTask;

/// What can be asked about runs, and how one is begun.
public final class RunOperations {
  /// The kind of agents that runs the tasks' own scripts.
  private static final String SCRIPT_KIND = "shell";

  /// The kind of agents where nobody says which.
  public static final String USUAL_KIND = "claude";

  private static final int MAX_SUGGESTED_AGENTS = 4;
  private static final int HASH_SHOWN = 6;
  private static final int STEM_KEPT = 40;
  private static final Pattern NAME_PARTS = Pattern.compile("[A-Za-z0-9]+");

  private final Desk desk;
  private final Workshop workshop;

  /// @param desk the project
  /// @param workshop where the work is done
  public RunOperations(Desk desk, Workshop workshop) {
    this.desk = desk;
    this.workshop = workshop;
  }

  /// How a plan is to be carried out; whatever is empty is chosen.
  ///
  /// @param name the run's name
  /// @param agents how many work at a time
  /// @param kind what they are, where a task names none
  /// @param place where the work is done and merged
  /// @param terminal where the agents run
  /// @param choices what the user chose for the agents
  public record Wish(
      Optional<String> name,
      Optional<Integer> agents,
      Optional<String> kind,
      Optional<RunOrder.Place> place,
      RunOrder.Terminal terminal,
      RunOrder.Choices choices) {}

  /// The order that carries out a plan as it is wished.
  ///
  /// @param file the plan's file, which names the run unless the wish does
  public static RunOrder order(Plan plan, Path file, Wish wish) {
    String hash = plan.hash();
    String name = wish.name().orElseGet(() -> stem(file) + "-" + hash.substring(0, HASH_SHOWN));
    int suggested = Math.min(PlanAdvice.on(plan).shape().agents(), MAX_SUGGESTED_AGENTS);
    String goal = plan.goal().isEmpty() ? "carry out " + file.getFileName() : plan.goal();
    return new RunOrder(
        name,
        new RunOrder.Assignment(goal, hash, plan.newTasks()),
        wish.agents().orElse(suggested),
        wish.kind().orElseGet(() -> isScripted(plan) ? SCRIPT_KIND : USUAL_KIND),
        wish.place(),
        wish.terminal(),
        wish.choices());
  }

  /// The repository a folder belongs to: the nearest one upward with a `.git` in it.
  public static Optional<Path> repositoryAround(Path folder) {
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /// The kinds of agents that an order starts and that may cost money.
  public List<String> costlyKinds(RunOrder order) {
    TreeSet<String> kinds = new TreeSet<>();
    order
        .assignment()
        .tasks()
        .forEach(task -> kinds.add(task.spec().requirement().assignee().orElse(order.kind())));
    kinds.removeIf(kind -> !workshop.mayCost(desk.folder(), kind));
    return List.copyOf(kinds);
  }

  /// What one attempt at each task of an order is thought to cost, as far as the kinds tell.
  private Fields estimate(RunOrder order) {
    Set<TaskId> parents = new HashSet<>();
    List<NewTask> tasks = order.assignment().tasks();
    tasks.forEach(task -> task.spec().links().parent().ifPresent(parents::add));
    long usdMicros = 0;
    long tokens = 0;
    long unknown = 0;
    Map<String, Amount> byKind = new HashMap<>();
    for (NewTask task : tasks) {
      if (task.id().filter(parents::contains).isPresent()) {
        continue;
      }
      String kind = task.spec().requirement().assignee().orElse(order.kind());
      Amount amount = byKind.computeIfAbsent(kind, name -> workshop.estimate(desk.folder(), name));
      usdMicros += amount.usdMicros().orElse(0L);
      tokens += amount.tokens().orElse(0L);
      unknown += amount.equals(Amount.UNKNOWN) ? 1 : 0;
    }
    Fields fields = Fields.of("tasks_unknown", unknown);
    return unknown == tasks.size()
        ? fields
        : fields.with("usd_micros", usdMicros).with("tokens", tokens);
  }

  /// What an order will do, before it does it.
  public Fields outlook(RunOrder order, Plan plan) {
    PlanShape shape = PlanAdvice.on(plan).shape();
    Optional<Run> known = desk.board().run(order.run());
    Fields fields =
        Fields.of("run", order.run())
            .with("goal", order.assignment().goal())
            .with("taken_up", known.isPresent())
            .with("tasks", order.assignment().tasks().size())
            .with("agents", order.agents())
            .with("kind", order.kind())
            .with("costly_kinds", costlyKinds(order))
            .with("estimate", estimate(order))
            .with("critical_path", shape.criticalPath())
            .with("critical_path_estimate", shape.criticalTime().toString())
            .with("work_estimate", shape.work().toString())
            .with("agents_advice", shape.agents());
    order
        .place()
        .ifPresent(place ->
            fields
                .with("repository", place.repository())
                .with("base", place.base().orElse("the current branch"))
                .with("branch", place.into().orElse("rowlock/" + order.run())));
    known.ifPresent(run ->
        fields.with(
            "done_already",
            RunReport.of(desk.board(), run, RunHistory.of(run.id())).count(TaskStatus.DONE)));
    return fields;
  }

  /// Carries out an order until nothing more can be done or the listener wants it to stop.
  public Outcome conduct(RunOrder order, RunListener listener) {
    RunOutcome outcome = workshop.conduct(hub(), order, listener);
    RunReport report = reportOn(order.run());
    Map<String, Object> data = report.fields().map();
    long done = report.count(TaskStatus.DONE);
    String count =
        "%d of %d tasks are done%s"
            .formatted(
                done, report.lines().size(), report.reason().map(text -> "; " + text).orElse(""));
    return switch (outcome) {
      case DONE -> new Outcome.Done(data);
      case PARTIAL ->
          new Outcome.NotDone(
              Outcome.Reason.PARTLY,
              "partly_done",
              count,
              "the report says why; the same command tries the rest again",
              data);
      case FAILED ->
          new Outcome.NotDone(
              Outcome.Reason.REJECTED,
              "run_failed",
              count,
              "the report says why; the same command tries again",
              data);
      case STOPPED ->
          new Outcome.NotDone(
              Outcome.Reason.INTERRUPTED,
              "stopped",
              "stopped; " + count,
              "the same command goes on where it stopped",
              data);
    };
  }

  /// Is the hub of the project until a stop is wanted.
  public Outcome serve(RunListener listener) {
    workshop.serve(hub(), listener);
    return Outcome.done(Fields.of("served", true));
  }

  /// The project with the coordinator of a hub.
  private Desk hub() {
    desk.hub();
    return desk;
  }

  /// What came of a run, or of the latest one.
  public Outcome report(Optional<String> run) {
    Board board = desk.board();
    Optional<Run> chosen =
        run.isPresent()
            ? board.run(run.get())
            : board.runs().stream().max(Comparator.comparing(Run::openedAt));
    if (chosen.isEmpty()) {
      return new Outcome.NotDone(
          Outcome.Reason.REJECTED,
          "unknown",
          run.map(name -> "there is no run " + name).orElse("there was no run yet"),
          "see `rowlock status` for the runs there are",
          Map.of());
    }
    return Outcome.done(reportOn(chosen.get().id()).fields());
  }

  /// Follows a run that is on the board.
  public RunWatch watch(String run) {
    return new RunWatch(desk, run);
  }

  /// Ends the agents that still run.
  public Outcome stop() {
    List<AgentId> ended = workshop.stopAgents(desk.project());
    return Outcome.done(Fields.of("stopped", ended));
  }

  /// The command that shows an agent's terminal.
  public Outcome attach(AgentId agent) {
    return Outcome.done(
        Fields.of("agent", agent).with("command", workshop.attachCommand(desk.project(), agent)));
  }

  /// Shows an agent's terminal in ours until the user leaves it.
  public Outcome show(AgentId agent) {
    List<String> command = workshop.attachCommand(desk.project(), agent);
    int code = workshop.show(command);
    return code == 0
        ? Outcome.done(Fields.of("agent", agent))
        : new Outcome.NotDone(
            Outcome.Reason.ENVIRONMENT,
            "terminal_failed",
            "the terminal of " + agent + " ended with exit code " + code,
            "see `rowlock agents` for who is at work",
            Map.of());
  }

  private RunReport reportOn(String name) {
    List<RunHistory> history = new ArrayList<>(List.of(RunHistory.of(name)));
    new JournalOperations(desk).each(entries -> history.set(0, history.getFirst().after(entries)));
    Board board = desk.board();
    Run run =
        board
            .run(name)
            .orElseThrow(() -> new IllegalStateException("run " + name + " is not on the board"));
    return RunReport.of(board, run, history.getFirst());
  }

  private static boolean isScripted(Plan plan) {
    return plan.tasks().stream()
        .filter(task -> !plan.parents().contains(task.id()))
        .map(PlannedTask::spec)
        .allMatch(
            spec -> spec.work().script().isPresent() || spec.requirement().assignee().isPresent());
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.[A-Za-z]{1,5}$", "");
    List<String> parts = new ArrayList<>();
    Matcher matcher = NAME_PARTS.matcher(name);
    while (matcher.find()) {
      parts.add(matcher.group());
    }
    String joined = String.join("-", parts);
    return joined.isEmpty() ? "plan" : joined.substring(0, Math.min(joined.length(), STEM_KEPT));
  }
}
