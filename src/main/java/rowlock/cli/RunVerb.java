package rowlock.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rowlock.console.Page;
import rowlock.console.Shade;
import rowlock.console.Terminal;
import rowlock.console.View;
import rowlock.operation.Outcome;
import rowlock.operation.PlanOperations;
import rowlock.operation.Projects;
import rowlock.operation.RunOperations;
import rowlock.operation.RunOrder;
import rowlock.task.Text;
import rowlock.workflow.Plan;

/// The command that carries a plan out.
final class RunVerb {
  private RunVerb() {}

  static Verb run() {
    return Verb.named("run", "Carries out a plan: agents work, results are proved and merged.")
        .says("The same command takes up what was interrupted, without redoing what is done.")
        .says("In a folder without a project it makes one.")
        .says("A goal in words is planned by an agent first; you see the plan before it begins.")
        .mayTake("PLAN", "a plan in YAML or JSON, or a goal in several words")
        .option("--goal", "TEXT", "the goal, where it could be taken for a file")
        .option("--planner", "KIND", "the kind of agent that plans a goal; as --agent unless given")
        .option("-w|--agents", "N", "how many agents work at a time")
        .option("--agent", "KIND", "what they are: shell, claude, ...; where a task names none")
        .option("--repo", "DIR", "the git repository; the one around the current folder if any")
        .option("--base", "BRANCH", "where the work begins; the current branch unless given")
        .option("--into", "BRANCH", "where it is merged; rowlock/NAME unless given")
        .option(
            "--name", "NAME", "the run's name; made of the plan's file and content unless given")
        .option(
            "--permissions",
            "MODE",
            "what agents may do without asking: ask, accept_edits or bypass; usual unless given")
        .option("--model", "NAME", "the model agents use; their own choice unless given")
        .option("--budget-usd", "AMOUNT", "how much money it may spend, in US dollars: 12.50")
        .option("--budget-tokens", "N", "how many tokens it may spend")
        .option("--max-minutes", "N", "how long from now it may begin new attempts")
        .flag("--no-tmux", "agents run as plain processes")
        .flag("--yes|-y", "do not ask")
        .example("rowlock run plan.yaml -w 4 --agent claude")
        .example("rowlock run 'Read dates as ISO 8601 everywhere' --agent claude --budget-usd 5")
        .does(RunVerb::doRun)
        .shows(ReportText::show)
        .showsDespite();
  }

  private static Outcome doRun(Call call) {
    RunLimits limits = RunLimits.of(call);
    Optional<String> goal = call.optional("--goal");
    return switch (RunTarget.of(call.optional("PLAN"), goal, call.terminal().folder())) {
      case RunTarget.Unclear unclear -> unclear.outcome();
      case RunTarget.Goal words -> new GoalRun(call, page(call)).run(words.words(), limits);
      case RunTarget.File file ->
          switch (PlanOperations.read(file.path())) {
            case PlanOperations.Reading.Bad bad -> bad.outcome();
            case PlanOperations.Reading.Good good -> doRun(call, good.plan(), file.path(), limits);
          };
    };
  }

  /// Where people read what happens.
  private static Page page(Call call) {
    return call.has(Options.JSON) ? Page.remarks(call.terminal()) : Page.answers(call.terminal());
  }

  private static Outcome doRun(Call call, Plan plan, Path file, RunLimits limits) {
    RunOrder wanted = RunOperations.order(plan, file, wish(call));
    Page page = page(call);
    Optional<Outcome> noProject = makeProject(call, plan.goal(), page);
    if (noProject.isPresent()) {
      return noProject.get();
    }
    RunOrder order =
        wanted.with(new RunOrder.Budget(limits.from(call.desk().now()), Optional.empty()));
    RunOperations runs = new RunOperations(call.desk(), call.tools().workshop());
    showOutlook(new View(runs.outlook(order, plan).map()), page);
    Optional<Outcome> refusal = consent(call, order);
    return refusal.isPresent() ? refusal.get() : conduct(call, order, page);
  }

  /// Carries an order out before the eyes of the user.
  static Outcome conduct(Call call, RunOrder order, Page page) {
    RunOperations runs = new RunOperations(call.desk(), call.tools().workshop());
    try (RunScreen screen = new RunScreen(call.terminal(), page, runs)) {
      return runs.conduct(order, screen);
    }
  }

  /// What is wished by options.
  static RunOperations.Wish wish(Call call) {
    Terminal terminal = call.terminal();
    Optional<Path> repository =
        call.optional("--repo")
            .map(terminal::resolve)
            .or(() -> RunOperations.repositoryAround(terminal.folder()));
    if (repository.isEmpty() && (call.has("--base") || call.has("--into"))) {
      throw new IllegalArgumentException("repo: --base and --into need a git repository");
    }
    return new RunOperations.Wish(
        call.optional("--name"),
        call.integer("-w"),
        call.optional("--agent"),
        repository.map(
            at -> new RunOrder.Place(at, call.optional("--base"), call.optional("--into"))),
        call.has("--no-tmux") ? RunOrder.Terminal.PLAIN : RunOrder.Terminal.TMUX_IF_PRESENT,
        new RunOrder.Choices(
            call.optional("--permissions"), call.optional("--model"), RunOrder.Budget.NONE));
  }

  /// Makes a project where there is none.
  ///
  /// @return what went wrong, if anything
  static Optional<Outcome> makeProject(Call call, String wanted, Page page) {
    if (call.hasProject()) {
      return Optional.empty();
    }
    String goal = wanted.isEmpty() ? "" : Text.line("goal", wanted);
    Outcome made = Projects.create(call.newFolder(), goal, call.by("operator"));
    if (made instanceof Outcome.Done) {
      page.say("made a project in " + call.newFolder());
      return Optional.empty();
    }
    return Optional.of(made);
  }

  static void showOutlook(View view, Page page) {
    page.say(Shade.BOLD, view.text("goal"));
    page.field("run", view.text("run") + (view.isTrue("taken_up") ? " (taken up again)" : ""));
    page.field(
        "tasks",
        view.text("tasks")
            + (view.isTrue("taken_up") ? ", " + view.text("done_already") + " done already" : ""));
    page.field("agents", view.text("agents") + " of kind " + view.text("kind"));
    page.field("repository", view.text("repository"));
    if (view.has("repository")) {
      page.field("work", "from " + view.text("base") + ", merged into " + view.text("branch"));
    }
    page.field("longest chain", view.text("critical_path_estimate"));
    page.field(
        "cost",
        view.texts("costly_kinds").isEmpty()
            ? "nothing: only scripts are run"
            : "agents of these kinds may cost money: " + view.joined("costly_kinds"));
    if (!view.texts("costly_kinds").isEmpty()) {
      page.field("estimate", estimate(view.object("estimate")));
    }
  }

  private static String estimate(View estimate) {
    String known = NeedVerbs.amount(estimate, "usd_micros", "tokens");
    long unknown = estimate.number("tasks_unknown");
    return (known.isEmpty() ? "unknown" : known + " (what the kinds reserve for one attempt each)")
        + (unknown == 0 ? "" : "; and %d tasks without an estimate".formatted(unknown));
  }

  private static Optional<Outcome> consent(Call call, RunOrder order) {
    List<String> costly =
        new RunOperations(call.desk(), call.tools().workshop()).costlyKinds(order);
    if (call.has("--yes")) {
      return Optional.empty();
    }
    if (call.terminal().screen().asked() && !call.has(Options.JSON)) {
      return ask(call.terminal())
          ? Optional.empty()
          : Optional.of(Complaint.input("nothing was started", "answer y, or give --yes"));
    }
    return costly.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outcome.NotDone(
                Outcome.Reason.INPUT,
                "consent_needed",
                "agents of these kinds may cost money: " + String.join(", ", costly),
                "give --yes if that is wanted; nothing was started",
                Map.of()));
  }

  private static boolean ask(Terminal terminal) {
    terminal.out().print("Begin? [y/N] ");
    terminal.out().flush();
    try {
      String answer = terminal.in().readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
