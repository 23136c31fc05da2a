package rowlock.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import rowlock.access.Secret;
import rowlock.bench.Venue;
import rowlock.json.Json;

/// A client of a hub over streamable HTTP.
final class HttpTools implements Venue.Guest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String SESSION = "Mcp-Session-Id";
  private static final String EVENTS = "text/event-stream";

  private final HttpClient http;
  private final URI address;
  private final Secret token;
  private Optional<String> session = Optional.empty();
  private Optional<InputStream> stream = Optional.empty();
  private long lastId;

  /// @param http may be shared with others
  /// @param address of `/mcp`
  HttpTools(HttpClient http, URI address, Secret token) {
    this.http = http;
    this.address = address;
    this.token = token;
  }

  /// Begins a session.
  HttpTools connected() {
    ask(ToolCall.hello(++lastId));
    exchange(post(ToolCall.ready()));
    return this;
  }

  @Override
  public Map<String, Object> call(String tool, Map<String, Object> arguments) {
    return ToolCall.told(ask(ToolCall.of(++lastId, tool, arguments)));
  }

  @Override
  public void listen() {
    HttpResponse<InputStream> response = send(request().header("Accept", EVENTS).GET().build());
    if (response.statusCode() != 200) {
      throw new IllegalStateException("no stream: HTTP status " + response.statusCode());
    }
    stream = Optional.of(response.body());
  }

  private Map<String, Object> ask(String message) {
    String answer = exchange(post(message));
    return Json.STANDARD.parseObject(answer.getBytes(StandardCharsets.UTF_8));
  }

  private HttpRequest post(String message) {
    return request()
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, " + EVENTS)
        .POST(BodyPublishers.ofString(message))
        .build();
  }

  private HttpRequest.Builder request() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token.reveal());
    session.ifPresent(
        own -> request.header(SESSION, own).header("MCP-Protocol-Version", ToolCall.REVISION));
    return request;
  }

  /// The one JSON object of an answer.
  private String exchange(HttpRequest request) {
    HttpResponse<InputStream> response = send(request);
    session = response.headers().firstValue(SESSION).or(() -> session);
    boolean isStream = response.headers().firstValue("Content-Type").orElse("").startsWith(EVENTS);
    try (InputStream body = response.body()) {
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException("HTTP status " + response.statusCode());
      }
      return isStream ? answerIn(body) : new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private String answerIn(InputStream body) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String data = line.startsWith("data:") ? line.substring("data:".length()).strip() : "";
      if (!data.isEmpty() && ToolCall.isAnswer(parsed(data), lastId)) {
        return data;
      }
    }
    throw new IOException("the stream ended without the answer");
  }

  private static Map<String, Object> parsed(String data) {
    return Json.STANDARD.parseObject(data.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<InputStream> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while a tool was called");
    }
  }

  @Override
  public void close() {
    try {
      if (stream.isPresent()) {
        stream.get().close();
      }
      if (session.isPresent()) {
        send(request().DELETE().build()).body().close();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
