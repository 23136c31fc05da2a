package rowlock.app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/// The run whose loaded classes go into the AOT cache: harmless commands, one after the other in
/// one process, because one cache comes from one run.
///
/// A command that is not listed still works; it only starts slower. See docs/decisions/startup.md.
final class Training {
  private static final List<List<String>> COMMANDS =
      List.of(List.of("--version"), List.of("--help"));

  private Training() {}

  public static void main(String[] arguments) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    for (List<String> command : COMMANDS) {
      Main.run(command, nowhere, nowhere);
    }
    // Ending like a real command puts the classes of the way out into the cache as well.
    System.exit(0);
  }
}
