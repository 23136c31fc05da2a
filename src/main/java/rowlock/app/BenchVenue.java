package rowlock.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import rowlock.access.Grant;
import rowlock.access.Secret;
import rowlock.access.Tokens;
import rowlock.bench.Venue;
import rowlock.hub.Connection;
import rowlock.hub.HubClient;
import rowlock.hub.PortFile;
import rowlock.json.Json;
import rowlock.mcp.RegistryToolbox;
import rowlock.mcp.ServerCard;
import rowlock.mcp.StdioServer;
import rowlock.operation.Project;
import rowlock.process.Command;
import rowlock.process.Patience;
import rowlock.registry.Registry;
import rowlock.task.AgentId;
import rowlock.team.Role;

/// A hub that a benchmark started, and clients of it.
///
/// @param folder the project
/// @param hub waits for the process of the hub
/// @param file what the hub left
/// @param http for all clients over HTTP
record BenchVenue(Path folder, Thread hub, PortFile file, HttpClient http) implements Venue {
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final Duration START = Duration.ofMinutes(1);

  /// Starts a hub and waits until it answers.
  static BenchVenue open(Path folder, List<String> argv) {
    Thread hub = Thread.startVirtualThread(() -> Command.of(folder, argv).within(LONGEST).run());
    Path home = folder.resolve(Project.HOME);
    Patience patience = new Patience(START);
    try {
      while (patience.pause() && hub.isAlive()) {
        Optional<HubClient> found = HubClient.find(home);
        if (found.isPresent()) {
          found.get().close();
          HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
          return new BenchVenue(folder, hub, PortFile.read(home).orElseThrow(), http);
        }
      }
      throw new IllegalStateException("the hub did not start");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while a hub was started");
    }
  }

  @Override
  public long pid() {
    return file.process().pid();
  }

  @Override
  public Guest overHttp(String agent) {
    URI address = URI.create("http://127.0.0.1:" + file.port() + "/mcp");
    return new HttpTools(http, address, token(agent)).connected();
  }

  @Override
  public Guest overStdio(String agent) {
    Registry registry = Registry.standard();
    Connection connection =
        new Connection(folder, Optional.of(token(agent)), registry, InstantSource.system());
    try {
      Pipe asked = Pipe.open();
      Pipe answered = Pipe.open();
      StdioServer server =
          new StdioServer(
              ServerCard.rowlock("bench"),
              new RegistryToolbox(registry, connection),
              Channels.newInputStream(asked.source()),
              Channels.newOutputStream(answered.sink()));
      Thread running = Thread.ofPlatform().daemon().start(() -> serve(server));
      BufferedReader in =
          new BufferedReader(Channels.newReader(answered.source(), StandardCharsets.UTF_8));
      Runnable end =
          () -> {
            join(running);
            connection.close();
          };
      return new LineTools(in, Channels.newWriter(asked.sink(), StandardCharsets.UTF_8), end)
          .connected();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public Hooks hooks(String agent, String kind) {
    URI address = URI.create("http://127.0.0.1:" + file.port() + "/hooks/" + kind);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(START)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token(agent).reveal());
    return event -> post(request.POST(BodyPublishers.ofString(Json.compact(event))).build());
  }

  private void post(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("a hook was not taken: HTTP " + answer.statusCode());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while a hook posted");
    }
  }

  private static void serve(StdioServer server) {
    try {
      server.run();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Secret token(String agent) {
    return Tokens.of(folder.resolve(Project.HOME))
        .issue(Grant.of(new AgentId(agent), Role.LEAD), InstantSource.system().instant())
        .secret();
  }

  @Override
  public void close() {
    HubLock.askToStop(folder.resolve(Project.HOME));
    join(hub);
    http.close();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while something ended");
    }
  }
}
