package rowlock.fake;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import rowlock.process.Foreground;

/// The `rowlock fake-agent` command: an agent without a model, for tests.
public final class FakeAgent {
  private static final int USAGE = 2;
  private static final int INTERRUPTED = 130;
  private static final String HELP =
      """
      Usage: rowlock fake-agent [--as claude|codex] [--script FILE] [--state DIR] [ARGUMENTS]

      Stands in for a coding agent in tests: it takes the command line of Claude Code (or of
      Codex), looks like it in a terminal, fires its hooks, calls the tools of its MCP server and
      prints its JSON lines. There is no model in it and nothing is paid for: it does what its
      script says.

        --as NAME      whom it stands in for: claude (default) or codex
        --script FILE  what it does on a prompt, one step on each line; without it, it claims task
                       after task, does what lines like "fake: write FILE TEXT" in it say, and
                       hands it in
        --state DIR    where it notes what was done once; default: in the home it would use

      Everything else is read as the genuine program reads it, for example
      -p --output-format stream-json, --settings FILE, --mcp-config FILE, --resume ID, -- PROMPT.
      docs/fake-agent.md tells more.
      """;

  private final InputStream in;
  private final Path folder;
  private final Map<String, String> variables;

  /// An agent that has not started.
  ///
  /// @param in its keys, or the prompt
  /// @param folder where it works
  /// @param variables its environment
  public FakeAgent(InputStream in, Path folder, Map<String, String> variables) {
    this.in = in;
    this.folder = folder;
    this.variables = Map.copyOf(variables);
  }

  /// Runs until its end.
  ///
  /// @param arguments what follows the command's name
  /// @return the exit code of the genuine program
  public int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.equals(List.of("--help"))) {
      out.print(HELP);
      out.flush();
      return 0;
    }
    try {
      Order order = OrderReader.read(arguments, variables);
      Surroundings place = new Surroundings(order, folder, variables);
      Script script =
          order.own().script().isPresent()
              ? Script.of(order.own().script().get(), place.marks())
              : Script.standard(!order.wiring().servers().isEmpty());
      return order.form() == Order.Form.SCREEN
          ? terminal(place, script, out)
          : new Headless(Workings.of(place), script, out).run(in);
    } catch (IllegalArgumentException | UncheckedIOException wrong) {
      err.println("rowlock fake-agent: " + wrong.getMessage());
      err.flush();
      return USAGE;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return INTERRUPTED;
    }
  }

  private int terminal(Surroundings place, Script script, PrintStream out)
      throws InterruptedException {
    Look look = place.isCodex() ? new CodexLook() : new ClaudeLook();
    boolean normal = variables.getOrDefault("CLAUDE_CODE_DISABLE_ALTERNATE_SCREEN", "").equals("1");
    Painter painter = new Painter(out, normal ? Painter.Screen.NORMAL : Painter.Screen.ALTERNATE);
    Foreground.run(List.of("stty", "raw", "-echo"));
    try {
      return new TerminalSession(Workings.of(place), script, new Scene(place, look, painter))
          .run(new KeyReader(in));
    } finally {
      Foreground.run(List.of("stty", "sane"));
    }
  }
}
