package rowlock.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import rowlock.console.Terminal;
import rowlock.operation.Outcome;

/// The command line: one call of [#run] is one command.
public final class Cli {
  private final Tools tools;
  private final Catalogue catalogue;

  /// @param tools what commands work with
  public Cli(Tools tools) {
    this.tools = tools;
    this.catalogue = new Catalogue(tools.extras());
  }

  /// Carries out a command line.
  ///
  /// @return the exit code
  public int run(List<String> arguments, Terminal terminal) {
    Optional<Extra> extra = catalogue.extra(arguments);
    if (extra.isPresent()) {
      List<String> rest = arguments.subList(1, arguments.size());
      return extra.get().program().run(rest, terminal.out(), terminal.err());
    }
    Exit exit = dispatch(arguments, terminal);
    terminal.out().flush();
    terminal.err().flush();
    return exit.code();
  }

  private Exit dispatch(List<String> arguments, Terminal terminal) {
    Reporter reporter = Reporter.guess(arguments, terminal);
    ParseResult typed;
    try {
      typed = parse(arguments);
    } catch (ParameterException wrong) {
      String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
      return reporter.report(Complaint.usage(wrong, command), Optional.empty());
    }
    ParseResult last = typed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (typed.isVersionHelpRequested()) {
      terminal.out().println("rowlock " + tools.version());
      return Exit.DONE;
    }
    if (last.isUsageHelpRequested() || !(last.commandSpec().userObject() instanceof Verb verb)) {
      return help(last, terminal);
    }
    return perform(verb, last, terminal);
  }

  private Exit perform(Verb verb, ParseResult typed, Terminal terminal) {
    Reporter reporter = Reporter.of(typed.hasMatchedOption(Options.JSON), terminal);
    Call call = new Call(typed, terminal, tools);
    try {
      Outcome outcome;
      try (call) {
        outcome = verb.action().act(call);
      }
      return reporter.report(outcome, Optional.of(verb));
    } catch (RuntimeException wrong) {
      try {
        return reporter.report(Complaint.of(wrong), Optional.of(verb));
      } catch (RuntimeException unexpected) {
        return reporter.report(CrashLog.write(unexpected, call), Optional.of(verb));
      }
    }
  }

  /// First with the one chapter that the first word names: building all commands takes a good part
  /// of the time in which a short command is done. Whatever does not fit is looked at with all.
  private ParseResult parse(List<String> arguments) {
    Optional<CommandLine> one = catalogue.chapterOf(arguments);
    if (one.isPresent()) {
      try {
        return one.get().parseArgs(arguments.toArray(String[]::new));
      } catch (ParameterException again) {
        // The whole catalogue may understand it, or knows a better suggestion.
        return catalogue.whole().parseArgs(arguments.toArray(String[]::new));
      }
    }
    return catalogue.whole().parseArgs(arguments.toArray(String[]::new));
  }

  private Exit help(ParseResult at, Terminal terminal) {
    boolean asked = at.isUsageHelpRequested();
    CommandLine command = at.commandSpec().commandLine();
    String text =
        command.getParent() == null
            ? new Contents(catalogue).text()
            : command
                .setUsageHelpWidth(Math.clamp(terminal.screen().width(), 60, 120))
                .getUsageMessage(CommandLine.Help.Ansi.OFF);
    (asked ? terminal.out() : terminal.err()).print(text);
    return asked ? Exit.DONE : Exit.USAGE;
  }

  /// The names and summaries of all commands, for documentation.
  List<Verb> verbs() {
    return new ArrayList<>(catalogue.verbs());
  }
}
