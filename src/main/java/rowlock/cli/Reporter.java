package rowlock.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.console.Page;
import rowlock.console.Printable;
import rowlock.console.Terminal;
import rowlock.console.View;
import rowlock.json.Json;
import rowlock.operation.Fields;
import rowlock.operation.Outcome;

/// How outcomes are told: as text, or as one JSON object.
final class Reporter {
  private final Terminal terminal;
  private final Form form;

  private enum Form {
    TEXT,
    JSON
  }

  private Reporter(Form form, Terminal terminal) {
    this.form = form;
    this.terminal = terminal;
  }

  static Reporter of(boolean json, Terminal terminal) {
    return new Reporter(json ? Form.JSON : Form.TEXT, terminal);
  }

  /// The form that arguments ask for which nobody could read.
  static Reporter guess(List<String> arguments, Terminal terminal) {
    int end = arguments.indexOf("--");
    List<String> options = end < 0 ? arguments : arguments.subList(0, end);
    return of(options.contains(Options.JSON), terminal);
  }

  /// Tells an outcome.
  ///
  /// @param verb the command, which knows how its answer reads
  Exit report(Outcome outcome, Optional<Verb> verb) {
    switch (form) {
      case TEXT -> text(outcome, verb);
      case JSON -> terminal.out().println(Printable.json(Json.compact(envelope(outcome))));
    }
    return Exit.of(outcome);
  }

  private static Map<String, Object> envelope(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> Fields.of("ok", true).with("data", done.data()).map();
      case Outcome.NotDone notDone -> {
        Fields error =
            Fields.of("code", notDone.code())
                .with("message", notDone.message())
                .with("hint", notDone.hint());
        Fields envelope = Fields.of("ok", false).with("error", error);
        yield notDone.data().isEmpty()
            ? envelope.map()
            : envelope.with("data", notDone.data()).map();
      }
    };
  }

  private void text(Outcome outcome, Optional<Verb> verb) {
    switch (outcome) {
      case Outcome.Done done ->
          verb.ifPresent(known -> known.show(new View(done.data()), Page.answers(terminal)));
      case Outcome.NotDone notDone -> {
        verb.ifPresent(
            known -> known.showDespite(new View(notDone.data()), Page.answers(terminal)));
        terminal.out().flush();
        Page page = Page.remarks(terminal);
        page.say("rowlock: " + notDone.message());
        if (!notDone.hint().isEmpty()) {
          page.say("  " + notDone.hint());
        }
      }
    }
  }
}
