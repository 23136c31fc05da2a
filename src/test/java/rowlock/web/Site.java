package rowlock.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import rowlock.access.Grant;
import rowlock.access.Issued;
import rowlock.access.Secret;
import rowlock.access.Tokens;
import rowlock.task.AgentId;
import rowlock.team.Role;

/// A running server with one route of each kind, which count what reaches them.
final class Site implements AutoCloseable {
  final Secret operator = Secret.random();
  final Tokens tokens;
  final AtomicInteger effects = new AtomicInteger();
  final Traffic traffic = new Traffic();
  final ConcurrentLinkedQueue<RuntimeException> trouble = new ConcurrentLinkedQueue<>();
  final WebServer server;
  final HttpClient http = HttpClient.newHttpClient();
  final RouteTable routes;

  Site(Path home, WebLimits limits) {
    this(home, limits, RouteTable.of(List.of()));
  }

  Site(Path home, WebLimits limits, RouteTable more) {
    this.tokens = Tokens.of(home);
    Endpoint counting =
        ask -> {
          effects.incrementAndGet();
          return Reply.json(200, ask.json());
        };
    this.routes =
        RouteTable.of(
                List.of(
                    new Route(Method.GET, "/open", Credential.NOBODY, counting),
                    new Route(Method.GET, "/read", Credential.ANYBODY, counting),
                    new Route(Method.POST, "/do/{what}", Credential.ANYBODY, counting),
                    new Route(Method.POST, "/agents-only", Credential.AGENT, counting),
                    new Route(Method.POST, "/operator-only", Credential.OPERATOR, counting),
                    new Route(Method.DELETE, "/read", Credential.ANYBODY, counting)))
            .with(more.all());
    this.server =
        WebServer.start(
            new WebServer.Setup(
                0, routes, new Callers(operator, tokens), limits, traffic, trouble::add));
  }

  int port() {
    return server.port();
  }

  Issued agent(String name) {
    return tokens.issue(Grant.of(new AgentId(name), Role.WORKER), Instant.now());
  }

  HttpResponse<String> post(String path, String token, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> read(String path, String token) {
    return send(
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Authorization", "Bearer " + token));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new AssertionError(broken);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }
}
