package rowlock.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rowlock.budget.Allowance;
import rowlock.console.Page;
import rowlock.console.Shade;
import rowlock.console.Table;
import rowlock.console.Table.Cell;
import rowlock.console.View;
import rowlock.operation.Fields;
import rowlock.operation.Outcome;
import rowlock.operation.PlanOperations;
import rowlock.operation.PlanRequest;
import rowlock.operation.PlanningOperations;
import rowlock.operation.RunListener;
import rowlock.operation.RunOperations;
import rowlock.operation.RunOrder;

/// A run that begins with a goal: an agent makes a plan, the user sees what it is and costs, and
/// only then it is carried out.
///
/// @param call what was typed
/// @param page where the user reads
record GoalRun(Call call, Page page) {
  Outcome run(String goal, RunLimits limits) {
    RunOperations.Wish wish = RunVerb.wish(call);
    String title = PlanningOperations.firstLine(goal);
    Optional<Outcome> noProject = RunVerb.makeProject(call, title, page);
    if (noProject.isPresent()) {
      return noProject.get();
    }
    String planner = call.optional("--planner").or(wish::kind).orElse(RunOperations.USUAL_KIND);
    Allowance allowance = limits.from(call.desk().now());
    PlanRequest request =
        new PlanRequest(
            goal,
            planner,
            wish.place().map(RunOrder.Place::repository),
            wish.choices().model(),
            allowance);
    page.say(Shade.DIM, "an agent of kind " + planner + " makes a plan; that may take minutes");
    page.flush();
    return switch (planning().plan(request, new Patient())) {
      case PlanningOperations.Planned.Not not -> not.outcome();
      case PlanningOperations.Planned.Ready ready -> {
        RunOrder order =
            RunOperations.order(ready.plan(), ready.file(), wish)
                .with(new RunOrder.Budget(allowance, Optional.of(ready.cost())));
        yield carryOut(order, ready);
      }
    };
  }

  private PlanningOperations planning() {
    return new PlanningOperations(call.desk(), call.tools().workshop());
  }

  private Outcome carryOut(RunOrder order, PlanningOperations.Planned.Ready ready) {
    RunOperations runs = new RunOperations(call.desk(), call.tools().workshop());
    show(ready);
    RunVerb.showOutlook(new View(runs.outlook(order, ready.plan()).map()), page);
    page.field("planning", "cost " + PlanningOperations.words(ready.cost().spent()));
    page.field("plan", shown(ready.file()));
    Optional<Outcome> refusal = consent(ready);
    return refusal.isPresent()
        ? refusal.get()
        : taughtToGoOn(RunVerb.conduct(call, order, page), ready.file());
  }

  private void show(PlanningOperations.Planned.Ready ready) {
    Table table = new Table("TASK", "AFTER", "SCOPE", "CHECKS", "TITLE");
    for (View task : tasks(ready)) {
      table.row(
          Cell.text(task.text("task")),
          Cell.text(task.joined("after")),
          Cell.text(task.joined("scope")),
          Cell.text(String.join("; ", task.texts("checks"))),
          Cell.text(task.text("title")));
    }
    page.gap();
    page.table(table);
    page.gap();
    if (PlanOperations.check(ready.file()) instanceof Outcome.Done done) {
      PlanVerbs.showAdvice(new View(done.data()), page);
      page.gap();
    }
  }

  private static List<View> tasks(PlanningOperations.Planned.Ready ready) {
    return PlanOperations.outline(ready.plan()).stream().map(each -> new View(each.map())).toList();
  }

  private Optional<Outcome> consent(PlanningOperations.Planned.Ready ready) {
    if (call.has("--yes")) {
      return Optional.empty();
    }
    boolean canAsk = call.terminal().screen().asked() && !call.has(Options.JSON);
    if (canAsk && isAgreed()) {
      return Optional.empty();
    }
    String hint =
        "edit %1$s as you like; `rowlock run %1$s` with the same options carries it out"
            .formatted(shown(ready.file()));
    return Optional.of(
        new Outcome.NotDone(
            Outcome.Reason.INPUT,
            canAsk ? "invalid_input" : "consent_needed",
            canAsk
                ? "nothing was started; the plan is kept"
                : "the plan is made, and nobody was there to agree to it: nothing was started",
            canAsk ? hint : hint + "; --yes agrees beforehand",
            Map.copyOf(
                Fields.of("plan", ready.file())
                    .with("planning", PlanningOperations.cost(ready.cost().spent()))
                    .map())));
  }

  private boolean isAgreed() {
    call.terminal().out().print("Begin? [y/N, or edit the plan first] ");
    call.terminal().out().flush();
    try {
      String answer = call.terminal().in().readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The same command would have the goal planned again; the plan's file goes on.
  private Outcome taughtToGoOn(Outcome outcome, Path file) {
    return outcome instanceof Outcome.NotDone not
        ? new Outcome.NotDone(
            not.reason(),
            not.code(),
            not.message(),
            not.hint().replace("the same command", "`rowlock run " + shown(file) + "`"),
            not.data())
        : outcome;
  }

  /// The file as one would type it.
  private String shown(Path file) {
    Path folder = call.terminal().folder().toAbsolutePath().normalize();
    Path path = file.toAbsolutePath().normalize();
    return RunVerbs.quoted((path.startsWith(folder) ? folder.relativize(path) : path).toString());
  }

  /// Whoever waits for a plan, and may lose patience.
  private final class Patient implements RunListener {
    @Override
    public void opened(String run, String branch) {}

    @Override
    public void noticed(String text) {
      page.say(Shade.WARN, text);
    }

    @Override
    public boolean isStopWanted() {
      return call.terminal().interrupts().getAsInt() > 0;
    }
  }
}
