package rowlock.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowlock.access.Grant;
import rowlock.access.Issued;
import rowlock.access.Secret;
import rowlock.access.Tokens;
import rowlock.hub.Connection;
import rowlock.mcp.RegistryToolbox;
import rowlock.mcp.ServerCard;
import rowlock.mcp.StdioServer;
import rowlock.operation.Project;
import rowlock.operation.Projects;
import rowlock.registry.Registry;
import rowlock.task.AgentId;
import rowlock.task.Spelling;
import rowlock.task.Text;
import rowlock.team.Role;

/// `rowlock mcp`: the operations as an MCP server on standard input and output, for whoever starts
/// it. Standard output carries JSON-RPC and nothing else.
///
/// @param in what the client writes
/// @param out what the client reads; nobody else has it
/// @param clock the wall clock
/// @param version of this program
record McpProgram(InputStream in, OutputStream out, InstantSource clock, String version) {
  static final String SUMMARY = "Serves the operations to an agent as MCP tools on stdin/stdout.";

  private static final String USAGE =
      """
      Usage: rowlock mcp [--agent NAME] [--role ROLE] [--token-file FILE] [--project DIR]

      Serves the operations to an agent as MCP tools on standard input and output.

        --agent NAME       who the client is on the team; a name of its own unless given
        --role ROLE        lead, manager, worker or one of roles.yaml; lead unless given
        --token-file FILE  the token of an agent, in place of --agent and --role
        --project DIR      the project's folder; the one around the current folder unless given

      Without a project the tool init_coordination makes one. While a hub runs the calls go through
      it, else straight to the journal.

      Example: claude mcp add rowlock -- rowlock mcp --agent anna
      """;

  private static final int BAD_USAGE = 2;

  /// What was asked for on the command line.
  private record Wish(Map<String, String> options) {
    private static final List<String> KNOWN =
        List.of("--agent", "--role", "--token-file", "--project");

    static Wish of(List<String> arguments) {
      Map<String, String> options = new LinkedHashMap<>();
      for (int i = 0; i < arguments.size(); i += 2) {
        String option = arguments.get(i);
        if (!KNOWN.contains(option) || i + 1 == arguments.size()) {
          throw new IllegalArgumentException(
              KNOWN.contains(option)
                  ? option + ": a value is missing"
                  : "there is no option " + Text.quote(option) + Spelling.question(option, KNOWN));
        }
        options.put(option, arguments.get(i + 1));
      }
      return new Wish(options);
    }

    Optional<String> option(String name) {
      return Optional.ofNullable(options.get(name));
    }
  }

  int run(List<String> arguments, PrintStream err) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      err.print(USAGE);
      err.flush();
      return 0;
    }
    try {
      serve(Wish.of(arguments));
      return 0;
    } catch (IllegalArgumentException wrong) {
      err.println("rowlock mcp: " + wrong.getMessage() + "; see rowlock mcp --help");
      err.flush();
      return BAD_USAGE;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private void serve(Wish wish) throws InterruptedException {
    Path folder = folder(wish);
    Optional<Issued> issued =
        wish.option("--token-file").isEmpty() ? issue(wish, folder) : Optional.empty();
    Optional<Secret> token =
        wish.option("--token-file").map(McpProgram::read).or(() -> issued.map(Issued::secret));
    Registry registry = Registry.standard();
    try (Connection connection = new Connection(folder, token, registry, clock)) {
      if (issued.isPresent()) {
        connection.call("register_agent", Map.of(), Optional.empty());
      }
      new StdioServer(
              ServerCard.rowlock(version), new RegistryToolbox(registry, connection), in, out)
          .run();
    } finally {
      issued.ifPresent(mine -> Tokens.of(folder.resolve(Project.HOME)).revoke(mine.token().id()));
    }
  }

  /// A token for as long as this process lives. Before there is a project nobody needs one.
  private Optional<Issued> issue(Wish wish, Path folder) {
    if (!Projects.isProject(folder)) {
      return Optional.empty();
    }
    AgentId agent =
        new AgentId(wish.option("--agent").orElseGet(() -> "mcp-" + ProcessHandle.current().pid()));
    Grant grant =
        Grant.of(agent, wish.option("--role").orElse(Role.LEAD)).lasting(Grant.MAX_LIFETIME);
    return Optional.of(Tokens.of(folder.resolve(Project.HOME)).issue(grant, clock.instant()));
  }

  private static Path folder(Wish wish) {
    Path here = Path.of("").toAbsolutePath();
    Path wanted = wish.option("--project").map(here::resolve).orElse(here);
    if (!Files.isDirectory(wanted)) {
      throw new IllegalArgumentException("project: there is no folder " + wanted);
    }
    return Projects.around(wanted).orElse(wanted);
  }

  private static Secret read(String file) {
    try {
      return Secret.of(Files.readString(Path.of(file)).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }
}
