package rowlock.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.console.Page;
import rowlock.console.Table;
import rowlock.console.Table.Cell;
import rowlock.console.Terminal;
import rowlock.console.View;
import rowlock.operation.Fields;
import rowlock.operation.Outcome;
import rowlock.operation.RunOperations;
import rowlock.operation.Workshop;
import rowlock.task.Text;

/// Commands that carry plans out, and what comes with it.
final class RunVerbs {
  private RunVerbs() {}

  static List<Verb> all() {
    return List.of(
        PlanVerbs.check(),
        RunVerb.run(),
        report(),
        ConflictsVerb.conflicts(),
        attach(),
        stop(),
        undo(),
        doctor());
  }

  private static Verb report() {
    return Verb.named("report", "Shows what came of a run.")
        .mayTake("RUN", "its name; the latest unless given")
        .example("rowlock report")
        .does(call ->
            new RunOperations(call.desk(), call.tools().workshop()).report(call.optional("RUN")))
        .shows(ReportText::show);
  }

  private static Verb attach() {
    return Verb.named("attach", "Shows an agent's terminal, to look and to type.")
        .says("Leave it with Ctrl-b d; the agent goes on.")
        .says("Where there is no terminal to show it in, the command that would is printed.")
        .takes("AGENT", "the agent")
        .example("rowlock attach shell-1")
        .does(RunVerbs::doAttach)
        .shows((view, page) -> {
          if (view.has("command")) {
            page.say(
                String.join(" ", view.texts("command").stream().map(RunVerbs::quoted).toList()));
          }
        });
  }

  private static Outcome doAttach(Call call) {
    RunOperations runs = new RunOperations(call.desk(), call.tools().workshop());
    boolean here = call.terminal().screen().shown() && call.terminal().screen().asked();
    return here && !call.has(Options.JSON) ? runs.show(call.agent()) : runs.attach(call.agent());
  }

  /// A word for a POSIX shell.
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static Verb stop() {
    return Verb.named("stop", "Ends the project's agents; the run can be taken up again.")
        .example("rowlock stop")
        .does(call -> new RunOperations(call.desk(), call.tools().workshop()).stop())
        .shows((view, page) ->
            page.say(
                view.texts("stopped").isEmpty()
                    ? "no agents were running"
                    : "stopped " + view.joined("stopped")));
  }

  private static Verb undo() {
    return Verb.named("undo", "Brings branches back to what they were before a run.")
        .mayTake("N", "a recovery point's number; the newest unless given")
        .option("--repo", "DIR", "the git repository; the one around the current folder if any")
        .flag("--list", "show the recovery points instead")
        .example("rowlock undo --list")
        .does(RunVerbs::doUndo)
        .shows(RunVerbs::showUndo);
  }

  private static Outcome doUndo(Call call) {
    Terminal terminal = call.terminal();
    Path repository =
        call.optional("--repo")
            .map(terminal::resolve)
            .or(() -> RunOperations.repositoryAround(terminal.folder()))
            .orElseThrow(
                () -> new IllegalArgumentException("repo: there is no git repository here"));
    Workshop workshop = call.tools().workshop();
    if (call.has("--list")) {
      return Outcome.done(
          Fields.of("repository", repository)
              .with(
                  "recovery_points",
                  workshop.recoveryPoints(repository).stream()
                      .map(point ->
                          Fields.of("number", point.number())
                              .with("at", point.at())
                              .with("reason", point.reason())
                              .with("refs", point.refs()))
                      .toList()));
    }
    Optional<Integer> number =
        call.optional("N").isPresent()
            ? Optional.of(Math.toIntExact(Math.min(call.number("N"), Integer.MAX_VALUE)))
            : Optional.empty();
    return Outcome.done(
        Fields.of("repository", repository).with("undone", workshop.undo(repository, number)));
  }

  private static void showUndo(View view, Page page) {
    view.texts("undone").forEach(page::say);
    if (view.has("recovery_points")) {
      Table table = new Table("N", "AT", "REFS", "BEFORE");
      for (View point : view.objects("recovery_points")) {
        table.row(
            Cell.number(point.number("number")),
            Cell.text(point.text("at")),
            Cell.text(point.joined("refs")),
            Cell.text(point.text("reason")));
      }
      page.table(table);
    }
  }

  private static Verb doctor() {
    return Verb.named("doctor", "Looks at everything rowlock needs on this machine.")
        .mayTake("WHAT", "`agents`: look closer at the programs of agents")
        .example("rowlock doctor")
        .example("rowlock doctor agents")
        .does(RunVerbs::doDoctor)
        .shows(RunVerbs::showDoctor)
        .showsDespite();
  }

  private static Outcome doDoctor(Call call) {
    Optional<String> what = call.optional("WHAT");
    if (what.filter(word -> !word.equals("agents")).isPresent()) {
      return Outcome.input(
          "there is nothing named %s to look at".formatted(Text.quote(what.get())),
          "`rowlock doctor` looks at everything, `rowlock doctor agents` at agents");
    }
    Workshop workshop = call.tools().workshop();
    List<Workshop.Finding> findings =
        what.isPresent()
            ? workshop.examineAgents(call.knownFolder())
            : workshop.examine(call.knownFolder());
    Map<String, Object> data =
        Fields.of(
                "findings",
                findings.stream()
                    .map(finding ->
                        Fields.of("subject", finding.subject())
                            .with("health", finding.health())
                            .with("text", finding.text())
                            .with("advice", finding.advice()))
                    .toList())
            .map();
    boolean bad = findings.stream().anyMatch(f -> f.health() == Workshop.Health.BAD);
    return bad
        ? new Outcome.NotDone(
            Outcome.Reason.ENVIRONMENT,
            "not_usable",
            "something that rowlock needs is not as it should be",
            "see the advice",
            data)
        : new Outcome.Done(data);
  }

  private static void showDoctor(View view, Page page) {
    Table table = new Table("", "SUBJECT", "FOUND");
    for (View finding : view.objects("findings")) {
      table.row(
          Cell.status(finding.text("health")),
          Cell.text(finding.text("subject")),
          Cell.text(finding.text("text")));
    }
    page.table(table);
    for (View finding : view.objects("findings")) {
      if (!finding.text("advice").isEmpty()) {
        page.say(finding.text("subject") + ": " + finding.text("advice"));
      }
    }
  }
}
