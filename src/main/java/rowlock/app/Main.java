package rowlock.app;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import rowlock.bench.Benchmarks;
import rowlock.cli.Cli;
import rowlock.cli.Extra;
import rowlock.cli.Tools;
import rowlock.console.Terminal;
import rowlock.fake.FakeAgent;
import rowlock.fleet.Fleet;
import rowlock.fleet.Soak;

/// The entry point of every `rowlock` process.
public final class Main {
  private static final int BUFFER_BYTES = 16 * 1024;

  private Main() {}

  public static void main(String[] arguments) {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    List<String> words = List.of(arguments);
    System.exit(run(words, out, err, isLong(words) ? Interrupts.listen(err) : () -> 0));
  }

  /// Whether a command goes on until somebody stops it. All others are ended by the JVM at the
  /// first Ctrl-C, and need not load what counts them.
  private static boolean isLong(List<String> arguments) {
    return arguments.contains("run")
        || arguments.contains("serve")
        || arguments.contains("demo")
        || arguments.contains("--watch")
        || arguments.contains("--follow");
  }

  /// Runs one command line and answers its exit code; never ends the process itself, so that the
  /// training run can visit many commands in one.
  static int run(List<String> arguments, PrintStream out, PrintStream err, IntSupplier interrupts) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Terminal terminal =
        new Terminal(
            out,
            err,
            in,
            Path.of("").toAbsolutePath(),
            System.getenv(),
            Screens.of(System.getenv()),
            interrupts);
    InstantSource clock = InstantSource.system();
    Extra demo =
        new Extra(
            "demo",
            "Carries out a real plan on an example repository it makes.",
            new Demo(clock, (line, o, e) -> run(line, o, e, interrupts))::run);
    Extra bench =
        new Extra(
            "bench",
            "Measures how fast rowlock is on this machine.",
            (rest, o, e) ->
                new Benchmarks(new Bench(), List.of(new Fleet(), new Soak())).run(rest, o, e));
    Tools tools =
        new Tools(
            version(),
            new Workbench(clock, version()),
            List.of(mcp(clock), demo, bench, fakeAgent()));
    return new Cli(tools).run(arguments, terminal);
  }

  private static Extra mcp(InstantSource clock) {
    return new Extra(
        "mcp",
        McpProgram.SUMMARY,
        (rest, out, err) -> {
          // Whatever else prints must not get between the messages.
          System.setOut(err);
          return new McpProgram(System.in, out, clock, version()).run(rest, err);
        });
  }

  private static Extra fakeAgent() {
    return new Extra(
        "fake-agent",
        "Stands in for a coding agent in tests, by a script.",
        (rest, out, err) ->
            new FakeAgent(System.in, Path.of("").toAbsolutePath(), System.getenv())
                .run(rest, out, err));
  }

  /// A stream in UTF-8 whatever the locale: names and titles are in UTF-8 everywhere else, too.
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
        false,
        StandardCharsets.UTF_8);
  }

  /// The version in the jar's manifest; a run from class files has none.
  private static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("(unpackaged)");
  }
}
