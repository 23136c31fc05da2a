package rowlock.app;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// The entry point of every `rowlock` process.
public final class Main {
  private static final int DONE = 0;
  private static final int WRONG_USAGE = 2;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /// Runs one command line and answers its exit code; never ends the process itself, so that the
  /// training run can visit many commands in one.
  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.equals(List.of("--version"))) {
      out.println("rowlock " + version());
      return DONE;
    }
    err.println("usage: rowlock --version");
    return WRONG_USAGE;
  }

  /// The version in the jar's manifest; a run from class files has none.
  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(unpackaged)");
  }
}
