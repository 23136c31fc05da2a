package rowlock.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import rowlock.access.Grant;
import rowlock.access.Issued;
import rowlock.access.Secret;
import rowlock.access.Tokens;
import rowlock.json.Json;
import rowlock.mcp.McpHttp;
import rowlock.mcp.ServerCard;
import rowlock.meter.Meters;
import rowlock.operation.Caller;
import rowlock.operation.Desk;
import rowlock.operation.Premises;
import rowlock.operation.Projects;
import rowlock.registry.HubOffice;
import rowlock.registry.LocalGateway;
import rowlock.registry.Quotas;
import rowlock.registry.Registry;
import rowlock.task.AgentId;
import rowlock.team.Role;

/// The web server of a hub without agents, over a real project, with a few more routes for tests.
final class Site implements AutoCloseable {
  static final String INSTANCE = "first";

  final Secret operator = Secret.random();
  final Path home;
  final Tokens tokens;
  final Desk desk;

  /// How often anything but the guard was reached.
  final AtomicInteger effects = new AtomicInteger();

  final Traffic traffic = new Traffic();
  final Meters meters = new Meters(Instant.EPOCH);
  private final Quotas quotas = new Quotas();
  final ConcurrentLinkedQueue<RuntimeException> trouble = new ConcurrentLinkedQueue<>();
  final CountDownLatch release = new CountDownLatch(1);
  final CountDownLatch streamEnded = new CountDownLatch(1);
  final RouteTable routes;
  final WebServer server;
  private final McpHttp mcp =
      new McpHttp(new ServerCard("rowlock", "rowlock", "1", ""), InstantSource.system());
  private final HttpClient http = HttpClient.newHttpClient();

  Site(Path folder) {
    this(folder, WebLimits.STANDARD);
  }

  Site(Path folder, WebLimits limits) {
    Projects.create(folder, "", new Caller("operator", Optional.empty()));
    this.home = folder.resolve(".rowlock");
    this.tokens = Tokens.of(home);
    this.desk = Projects.open(folder);
    desk.hub();
    this.routes = table().with(oddRoutes());
    this.server =
        WebServer.start(
            new WebServer.Setup(
                0, routes, new Callers(operator, tokens), limits, traffic, trouble::add));
  }

  private RouteTable table() {
    Registry registry = Registry.standard();
    return HubRoutes.of(
        new HubRoutes.Operations(
            registry,
            identity -> {
              effects.incrementAndGet();
              return new LocalGateway(
                  registry, identity, new HubOffice(desk, Premises.NONE, quotas));
            }),
        new HubRoutes.Mcp(mcp, _ -> new CountingToolbox(effects)),
        report -> {
          effects.incrementAndGet();
          return Map.of("heard", report.event().orElse("none"), "by", report.identity().by());
        },
        new Health(INSTANCE, "1", List.of(new Health.Check("journal", Optional::empty))),
        new HubRoutes.Figures(traffic, desk::board, meters));
  }

  private List<Route> oddRoutes() {
    return List.of(
        new Route(Method.POST, "/echo", Credential.ANYBODY, this::echo),
        new Route(Method.GET, "/hold", Credential.ANYBODY, this::hold),
        new Route(Method.GET, "/broken", Credential.ANYBODY, this::broken),
        new Route(Method.POST, "/operator-only", Credential.OPERATOR, this::echo),
        new Route(Method.GET, "/stream", Credential.ANYBODY, this::stream));
  }

  private Reply echo(Ask ask) {
    effects.incrementAndGet();
    return Reply.json(200, ask.json());
  }

  private Reply hold(Ask ask) throws InterruptedException {
    effects.incrementAndGet();
    release.await();
    return Reply.json(200, Map.of());
  }

  private Reply broken(Ask ask) {
    throw new IllegalStateException("broken with " + operator.reveal());
  }

  /// Sends until nobody reads.
  private Reply stream(Ask ask) {
    return new Reply.Streamed(
        200,
        "text/event-stream",
        Map.of(),
        sink -> {
          try {
            while (!Thread.interrupted()) {
              sink.send("data: tick\n\n");
            }
          } finally {
            streamEnded.countDown();
          }
        });
  }

  int port() {
    return server.port();
  }

  Issued agent(String name) {
    return tokens.issue(Grant.of(new AgentId(name), Role.WORKER), Instant.now());
  }

  HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create(server.address() + path))
        .header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> post(String path, String token, String body) {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> read(String path, String token) {
    return send(request(path, token));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  /// What a request on a raw connection begins with, complete but for its own headers.
  String head(String method, String path, String token) {
    return "%s %s HTTP/1.1\r\n".formatted(method, path)
        + "Host: 127.0.0.1:%d\r\n".formatted(port())
        + "Authorization: Bearer %s\r\nConnection: close\r\n".formatted(token);
  }

  /// The head of a request with a body in JSON.
  String jsonHead(String path) {
    return head("POST", path, operator.reveal()) + "Content-Type: application/json\r\n";
  }

  static Map<String, Object> json(HttpResponse<String> response) {
    return Json.STANDARD.parseObject(response.body());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    release.countDown();
    http.shutdownNow();
    server.close();
    mcp.close();
    desk.close();
  }
}
