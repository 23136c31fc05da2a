package rowlock.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// One conversation of the era that begins with `initialize`: revisions 2025-06-18 and 2025-11-25.
final class Handshake implements Dialect, AutoCloseable {
  /// The most addresses one client may be subscribed to.
  static final int MOST_SUBSCRIPTIONS = 100;

  private final ServerCard card;
  private final Set<String> subscriptions = ConcurrentHashMap.newKeySet();
  private final Consumer<Change> changes;
  private volatile Call.Level leastLevel = Call.Level.WARNING;
  private volatile Optional<Revision> agreed = Optional.empty();
  private Optional<Toolbox.Watching> watching = Optional.empty();
  private boolean closed;

  /// A conversation that has not begun.
  ///
  /// @param changes is given what the client is to be told of without having asked
  Handshake(ServerCard card, Consumer<Change> changes) {
    this.card = card;
    this.changes = changes;
  }

  /// The revision both agreed on, once they did.
  Optional<Revision> agreed() {
    return agreed;
  }

  @Override
  public Map<String, Object> result(Message.Request request, Exchange exchange)
      throws InterruptedException {
    String method = request.method();
    if (method.equals("ping")) {
      return Map.of();
    }
    if (method.equals("initialize")) {
      return initialize(request.params(), exchange.toolbox());
    }
    if (agreed.isEmpty()) {
      throw new Refusal(
          RpcError.invalidRequest("the conversation has to begin with \"initialize\""));
    }
    exchange.logFrom(leastLevel);
    Params params = request.params();
    return switch (method) {
      case "logging/setLevel" -> setLevel(params);
      case "resources/read" -> Features.read(params, exchange.toolbox(), RpcError.UNKNOWN_RESOURCE);
      case "resources/subscribe" -> subscribe(params.text("uri"), exchange.toolbox());
      case "resources/unsubscribe" -> unsubscribe(params.text("uri"));
      default ->
          Features.result(request, exchange).orElseThrow(() -> Refusal.unknownMethod(method));
    };
  }

  @Override
  public synchronized void close() {
    closed = true;
    watching.ifPresent(Toolbox.Watching::close);
    watching = Optional.empty();
  }

  private synchronized Map<String, Object> initialize(Params params, Toolbox toolbox) {
    String asked = params.text("protocolVersion");
    if (agreed.isPresent() || closed) {
      throw new Refusal(RpcError.invalidRequest("the conversation has begun already"));
    }
    Revision revision =
        Revision.of(asked, Revision.Era.HANDSHAKE).orElse(Revision.NEWEST_HANDSHAKE);
    watching = Optional.of(toolbox.watch(() -> Set.copyOf(subscriptions), this::tell));
    agreed = Optional.of(revision);
    Map<String, Object> capabilities = Features.capabilities();
    capabilities.put("logging", Map.of());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("protocolVersion", revision.text());
    json.put("capabilities", capabilities);
    json.put("serverInfo", card.info());
    json.put("instructions", card.instructions());
    return json;
  }

  private Map<String, Object> setLevel(Params params) {
    String level = params.text("level");
    leastLevel =
        Call.Level.of(level)
            .orElseThrow(
                () -> new Refusal(RpcError.invalidParams("there is no level \"" + level + "\"")));
    return Map.of();
  }

  private Map<String, Object> subscribe(String uri, Toolbox toolbox) {
    if (toolbox.read(uri).isEmpty()) {
      throw Features.unknownResource(uri, toolbox, RpcError.UNKNOWN_RESOURCE);
    }
    if (subscriptions.size() >= MOST_SUBSCRIPTIONS && !subscriptions.contains(uri)) {
      throw new Refusal(
          RpcError.busy("at most %d subscriptions at once".formatted(MOST_SUBSCRIPTIONS)));
    }
    subscriptions.add(uri);
    return Map.of();
  }

  private Map<String, Object> unsubscribe(String uri) {
    subscriptions.remove(uri);
    return Map.of();
  }

  private void tell(Change change) {
    boolean wanted =
        switch (change) {
          case Change.Listed _ -> true;
          case Change.Updated updated -> subscriptions.contains(updated.uri());
        };
    if (wanted) {
      changes.accept(change);
    }
  }
}
