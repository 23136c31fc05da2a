package rowlock.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import rowlock.access.Secret;
import rowlock.json.Json;
import rowlock.json.JsonLimits;
import rowlock.json.MalformedJson;

/// A client of one hub on this machine, with one token. Safe to share between threads.
public final class HubClient implements AutoCloseable {
  /// How long an answer may be.
  public static final int MAX_ANSWER_BYTES = 64 << 20;

  /// How long to wait for an answer that needs no waiting.
  public static final Duration PROMPT = Duration.ofSeconds(30);

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Json JSON =
      new Json(new JsonLimits(64, MAX_ANSWER_BYTES, 100, MAX_ANSWER_BYTES));

  private final HttpClient http;
  private final String address;
  private final Secret token;

  private HubClient(int port, Secret token) {
    // A proxy of the environment has no business with loopback, and would see the token.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(CONNECT)
            .build();
    this.address = "http://127.0.0.1:" + port;
    this.token = token;
  }

  /// A client of a hub on a port of loopback.
  public static HubClient of(int port, Secret token) {
    return new HubClient(port, token);
  }

  /// The hub of a project, as its operator; empty if none is running.
  ///
  /// A file that a dead hub left names a port that may be anybody's by now, so nothing is sent
  /// there before its process is seen, and what answers must say that it is that hub.
  ///
  /// @param home rowlock's folder of the project
  public static Optional<HubClient> find(Path home) throws InterruptedException {
    Optional<PortFile> left = PortFile.read(home).filter(file -> file.process().isAlive());
    if (left.isEmpty()) {
      return Optional.empty();
    }
    HubClient client = of(left.get().port(), left.get().token());
    if (client.isInstance(left.get().instance())) {
      return Optional.of(client);
    }
    client.close();
    return Optional.empty();
  }

  /// What a hub answers.
  ///
  /// @param status the HTTP status
  /// @param members the JSON object it sent
  public record Answer(int status, Map<String, Object> members) {}

  /// Asks for an operation.
  ///
  /// @param key makes asking again safe: the same key does it once
  /// @param patience how long to wait for the answer
  /// @throws HubGone if there is no answer
  public Answer call(
      String operation, Map<String, Object> arguments, Optional<String> key, Duration patience)
      throws InterruptedException {
    HttpRequest.Builder request =
        request("/api/" + URLEncoder.encode(operation, StandardCharsets.UTF_8), patience)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.compact(arguments)));
    key.ifPresent(text -> request.header("Idempotency-Key", text));
    return send(request);
  }

  /// Reads what is under a path.
  ///
  /// @throws HubGone if there is no answer
  public Answer read(String path, Duration patience) throws InterruptedException {
    return send(request(path, patience));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private boolean isInstance(String instance) throws InterruptedException {
    try {
      return instance.equals(read("/health", CONNECT).members().get("instance"));
    } catch (HubGone notThere) {
      return false;
    }
  }

  private HttpRequest.Builder request(String path, Duration patience) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .timeout(patience)
        .header("Authorization", "Bearer " + token.reveal());
  }

  private Answer send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] body = in.readNBytes(MAX_ANSWER_BYTES + 1);
        return new Answer(response.statusCode(), JSON.parseObject(body));
      }
    } catch (IOException | MalformedJson broken) {
      throw new HubGone("the hub at " + address + " does not answer", broken);
    }
  }
}
