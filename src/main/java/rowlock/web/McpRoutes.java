package rowlock.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import rowlock.access.Identity;
import rowlock.mcp.Caller;
import rowlock.mcp.EventStream;
import rowlock.mcp.HttpCall;
import rowlock.mcp.HttpReply;
import rowlock.mcp.McpHttp;
import rowlock.mcp.Toolbox;

/// The routes of the MCP server.
final class McpRoutes {
  private static final String PATH = "/mcp";
  private static final String TYPE = "Content-Type";

  private final McpHttp mcp;
  private final Function<Identity, Toolbox> toolboxes;

  /// @param toolboxes what somebody is offered
  McpRoutes(McpHttp mcp, Function<Identity, Toolbox> toolboxes) {
    this.mcp = mcp;
    this.toolboxes = toolboxes;
  }

  List<Route> all() {
    return List.of(route(Method.POST), route(Method.GET), route(Method.DELETE));
  }

  private Route route(Method method) {
    return new Route(method, PATH, Credential.ANYBODY, ask -> answer(method, ask));
  }

  private Reply answer(Method method, Ask ask) throws InterruptedException {
    Caller caller = new Caller(ask.identity().tokenId(), toolboxes.apply(ask.identity()));
    HttpCall call = new HttpCall(method.name(), ask.headers(), ask.body());
    return switch (mcp.answer(call, caller)) {
      case HttpReply.Whole whole ->
          new Reply.Whole(
              whole.status(), type(whole.headers()), whole.body(), besides(whole.headers()));
      case HttpReply.Events events ->
          new Reply.Streamed(
              200,
              type(events.headers()),
              besides(events.headers()),
              sink -> pour(events.stream(), sink));
    };
  }

  private static void pour(EventStream stream, Reply.Sink sink) throws InterruptedException {
    try (stream) {
      Optional<String> piece = stream.next();
      while (piece.isPresent()) {
        sink.send(piece.get());
        piece = stream.next();
      }
    }
  }

  private static String type(Map<String, String> headers) {
    return headers.getOrDefault(TYPE, "application/json");
  }

  private static Map<String, String> besides(Map<String, String> headers) {
    Map<String, String> besides = new LinkedHashMap<>(headers);
    besides.remove(TYPE);
    return besides;
  }
}
