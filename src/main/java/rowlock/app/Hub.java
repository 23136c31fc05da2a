package rowlock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import rowlock.access.Identity;
import rowlock.access.Roles;
import rowlock.access.Secret;
import rowlock.access.Tokens;
import rowlock.agent.Passes;
import rowlock.hub.PortFile;
import rowlock.mcp.McpHttp;
import rowlock.mcp.RegistryToolbox;
import rowlock.mcp.ServerCard;
import rowlock.operation.Desk;
import rowlock.operation.Project;
import rowlock.registry.Gateway;
import rowlock.registry.HubOffice;
import rowlock.registry.LocalGateway;
import rowlock.registry.Quotas;
import rowlock.registry.Registry;
import rowlock.web.Callers;
import rowlock.web.Health;
import rowlock.web.HubRoutes;
import rowlock.web.Traffic;
import rowlock.web.WebLimits;
import rowlock.web.WebServer;

/// The hub of a project on this machine, as everybody else reaches it: its web server and the file
/// that says where that is. Whoever opens it has the [HubLock].
final class Hub implements AutoCloseable {
  private static final String LAST_PORT = "hub.port";
  private static final long LEAST_DISK_BYTES = 64L << 20;

  private final Path home;
  private final Tokens tokens;
  private final WebServer server;
  private final PortFile file;

  private Hub(Path home, Tokens tokens, WebServer server, PortFile file) {
    this.home = home;
    this.tokens = tokens;
    this.server = server;
    this.file = file;
  }

  /// Opens the hub of a project whose coordinator runs.
  ///
  /// @param household the agents
  /// @param trouble hears of what should not happen
  static Hub open(Desk desk, Household household, String version, Consumer<String> trouble) {
    Path home = desk.folder().resolve(Project.HOME);
    Tokens tokens = Tokens.of(home);
    Secret operator = Secret.random();
    Registry registry = Registry.standard();
    Quotas quotas = new Quotas();
    Function<Identity, Gateway> gateways =
        identity -> new LocalGateway(registry, identity, new HubOffice(desk, household, quotas));
    String instance = UUID.randomUUID().toString();
    Traffic traffic = new Traffic();
    McpHttp mcp = new McpHttp(ServerCard.rowlock(version), InstantSource.system());
    WebServer.Setup setup =
        new WebServer.Setup(
            lastPort(home),
            HubRoutes.of(
                new HubRoutes.Operations(registry, gateways),
                new HubRoutes.Mcp(
                    mcp, identity -> new RegistryToolbox(registry, gateways.apply(identity))),
                household,
                new Health(instance, version, checks(desk)),
                new HubRoutes.Figures(traffic, desk::board, household.meters().orElseThrow())),
            new Callers(operator, tokens),
            WebLimits.STANDARD,
            traffic,
            fault -> trouble.accept("a request failed: " + fault));
    WebServer server = start(setup);
    PortFile file = PortFile.of(server.port(), operator, version, instance);
    rememberPort(home, server.port());
    file.write(home);
    return new Hub(home, tokens, server, file);
  }

  /// Agents that outlived the hub before know its port; another one only has to do if it is taken.
  private static WebServer start(WebServer.Setup setup) {
    try {
      return WebServer.start(setup);
    } catch (IllegalStateException taken) {
      if (setup.port() == 0) {
        throw taken;
      }
      return WebServer.start(
          new WebServer.Setup(
              0,
              setup.routes(),
              setup.callers(),
              setup.limits(),
              setup.traffic(),
              setup.trouble()));
    }
  }

  private static int lastPort(Path home) {
    Path file = home.resolve(LAST_PORT);
    try {
      String text = Files.exists(file) ? Files.readString(file).strip() : "";
      return text.matches("[0-9]{4,5}") && Integer.parseInt(text) <= 65_535
          ? Integer.parseInt(text)
          : 0;
    } catch (IOException unreadable) {
      return 0;
    }
  }

  private static void rememberPort(Path home, int port) {
    try {
      Files.writeString(home.resolve(LAST_PORT), Integer.toString(port));
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write " + home, unwritable);
    }
  }

  private static List<Health.Check> checks(Desk desk) {
    return List.of(
        new Health.Check(
            "journal",
            () -> {
              try {
                desk.position();
                return Optional.empty();
              } catch (RuntimeException broken) {
                return Optional.of("it cannot be read: " + broken.getMessage());
              }
            }),
        new Health.Check(
            "coordinator",
            () ->
                desk.project().coordinator().isRunning()
                    ? Optional.empty()
                    : Optional.of("it has ended; start the hub again")),
        new Health.Check("roles", () -> rolesTrouble(desk.folder().resolve(Project.HOME))),
        new Health.Check(
            "disk",
            () -> {
              long free = desk.folder().toFile().getUsableSpace();
              return free >= LEAST_DISK_BYTES
                  ? Optional.empty()
                  : Optional.of("only %d bytes are free".formatted(free));
            }));
  }

  /// While the file of roles cannot be understood no token of an agent is let in.
  private static Optional<String> rolesTrouble(Path home) {
    try {
      Roles.of(home).all();
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of("agents are not let in: " + wrong.getMessage());
    }
  }

  /// Where it listens, without a path.
  URI address() {
    return URI.create(server.address());
  }

  /// How agents get here.
  Passes passes() {
    return new Passes(
        tokens,
        address(),
        Programs.isThere("curl") ? Passes.HookTool.CURL : Passes.HookTool.NONE,
        InstantSource.system()::instant);
  }

  @Override
  public void close() {
    file.remove(home);
    server.close();
  }
}
