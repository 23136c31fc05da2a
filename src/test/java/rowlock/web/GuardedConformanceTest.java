package rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.access.Identity;
import rowlock.access.Secret;
import rowlock.access.Tokens;
import rowlock.mcp.ExampleToolbox;
import rowlock.mcp.McpHttp;
import rowlock.mcp.Npm;
import rowlock.mcp.ServerCard;

/// The official conformance suite against the web server of a hub, with its guard of Host and
/// Origin. The suite shows no token, so the routes of this server want none.
class GuardedConformanceTest {
  private static final String SUITE =
      "node_modules/@modelcontextprotocol/conformance/dist/index.js";
  private static final Path EXCLUDED = Path.of("src/test/resources/mcp/conformance-excluded.yml");
  private static final String REBINDING = "dns-rebinding-protection";

  @TempDir Path folder;

  private final McpHttp mcp =
      new McpHttp(
          new ServerCard("example", "Example", "1.0.0", "For tests."), InstantSource.system());
  private Optional<WebServer> server = Optional.empty();

  @BeforeEach
  void start() {
    ExampleToolbox toolbox = new ExampleToolbox();
    List<Route> routes =
        new McpRoutes(mcp, _ -> toolbox).all().stream().map(GuardedConformanceTest::open).toList();
    server =
        Optional.of(
            WebServer.start(
                new WebServer.Setup(
                    0,
                    RouteTable.of(routes),
                    new Callers(Secret.random(), Tokens.of(folder)),
                    WebLimits.STANDARD,
                    new Traffic(),
                    trouble -> {})));
  }

  @AfterEach
  void stop() {
    server.ifPresent(WebServer::close);
    mcp.close();
  }

  /// The same route for everybody, whom it takes for the operator.
  private static Route open(Route route) {
    return new Route(
        route.method(),
        route.path(),
        Credential.NOBODY,
        ask ->
            route
                .endpoint()
                .answer(
                    new Ask(
                        Optional.of(Identity.operator()),
                        Map.of(),
                        ask.query(),
                        ask.headers(),
                        ask.body())));
  }

  @Test
  void namesOfOtherServersAreRefused() {
    Npm.Ran ran = run("--scenario", REBINDING);

    assertThat(ran.status()).as(ran.output()).isZero();
    assertThat(ran.output()).contains("Passed: ").doesNotContain("0 passed");
  }

  @Test
  void everythingElsePassesBehindTheGuardToo() throws IOException {
    Path excluded = folder.resolve("excluded.yml");
    try (Stream<String> lines = Files.lines(EXCLUDED)) {
      Files.write(excluded, lines.filter(line -> !line.contains(REBINDING)).toList());
    }

    Npm.Ran ran = run("--requirements", "2025-11-25", "--expected-failures", excluded.toString());

    assertThat(ran.status()).as(ran.output()).isZero();
  }

  private Npm.Ran run(String... choice) {
    String address = server.orElseThrow().address() + "/mcp";
    List<String> arguments =
        Stream.concat(Stream.of("server", "--url", address), Stream.of(choice)).toList();
    return Npm.node(Npm.installed(), SUITE, arguments.toArray(String[]::new));
  }
}
