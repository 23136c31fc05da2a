package rowlock.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The options of every command.
final class Options {
  static final String JSON = "--json";
  static final String PROJECT = "--project";
  static final String HELP = "--help";
  static final String VERSION = "--version";

  /// The environment variable that names the project's folder.
  static final String PROJECT_VARIABLE = "ROWLOCK_PROJECT";

  private Options() {}

  static void addCommon(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder(PROJECT)
            .paramLabel("DIR")
            .arity("1")
            .type(String.class)
            .description(
                "the project's folder; otherwise " + PROJECT_VARIABLE + " or the nearest upward")
            .build());
    spec.addOption(
        OptionSpec.builder(JSON)
            .arity("0")
            .type(boolean.class)
            .description("answer with one JSON object")
            .build());
    spec.addOption(
        OptionSpec.builder("-h", HELP)
            .arity("0")
            .type(boolean.class)
            .usageHelp(true)
            .description("show this text")
            .build());
  }

  static void addVersion(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-V", VERSION)
            .arity("0")
            .type(boolean.class)
            .versionHelp(true)
            .description("show the version")
            .build());
  }
}
