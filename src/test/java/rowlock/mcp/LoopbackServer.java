package rowlock.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The HTTP logic behind the web server of the JDK, on loopback. The token is whom to be, so that
/// tests can be several.
final class LoopbackServer implements AutoCloseable {
  final ExampleToolbox toolbox = new ExampleToolbox();
  final McpHttp mcp =
      new McpHttp(
          new ServerCard("example", "Example", "1.0.0", "For tests."), InstantSource.system());

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  LoopbackServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/mcp", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:%d/mcp".formatted(server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      HttpCall call =
          new HttpCall(
              exchange.getRequestMethod(),
              headers,
              exchange.getRequestBody().readNBytes(McpHttp.LONGEST_BODY + 1));
      String token = headers.getOrDefault("Authorization", "nobody");
      write(exchange, mcp.answer(call, new Caller(token, toolbox)));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(HttpExchange exchange, HttpReply reply)
      throws IOException, InterruptedException {
    switch (reply) {
      case HttpReply.Whole whole -> {
        whole.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = whole.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(whole.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
      case HttpReply.Events events -> {
        events.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(200, 0);
        try (EventStream stream = events.stream();
            OutputStream out = exchange.getResponseBody()) {
          Optional<String> piece = stream.next();
          while (piece.isPresent()) {
            out.write(piece.get().getBytes(UTF_8));
            out.flush();
            piece = stream.next();
          }
        }
      }
    }
  }

  @Override
  public void close() {
    mcp.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
