package rowlock.mcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The era in which every request stands alone: revision 2026-07-28.
final class Stateless implements Dialect {
  private static final String PREFIX = "io.modelcontextprotocol/";
  private static final String REVISION = PREFIX + "protocolVersion";
  private static final String CAPABILITIES = PREFIX + "clientCapabilities";
  private static final String LOG_LEVEL = PREFIX + "logLevel";
  private static final String SERVER_INFO = PREFIX + "serverInfo";
  private static final String SUBSCRIPTION = PREFIX + "subscriptionId";

  private static final String DISCOVER = "server/discover";
  private static final String LISTEN = "subscriptions/listen";
  private static final Duration PATIENCE = Duration.ofHours(1);

  /// For how long a client may take what it was told for true. Lists change only with the rights of
  /// the caller, and then it is told; what a resource says changes at any time.
  private static final Map<String, Long> FRESH_MS =
      Map.of(
          DISCOVER,
          Duration.ofHours(1).toMillis(),
          "tools/list",
          Duration.ofMinutes(1).toMillis(),
          "prompts/list",
          Duration.ofMinutes(1).toMillis(),
          "resources/list",
          Duration.ofMinutes(1).toMillis(),
          "resources/templates/list",
          Duration.ofMinutes(1).toMillis(),
          "resources/read",
          0L);

  private static final Map<String, Change.Listed> LISTS =
      Map.of(
          "toolsListChanged", Change.Listed.TOOLS,
          "promptsListChanged", Change.Listed.PROMPTS,
          "resourcesListChanged", Change.Listed.RESOURCES);

  private final ServerCard card;

  Stateless(ServerCard card) {
    this.card = card;
  }

  /// Whether a request says of itself that it belongs to this era.
  static boolean claims(Message.Request request) {
    return revision(request).isPresent()
        || request.method().equals(DISCOVER)
        || request.method().equals(LISTEN);
  }

  /// Whether a request has no answer but a stream of events.
  static boolean isEndless(Message.Request request) {
    return request.method().equals(LISTEN);
  }

  /// The revision a request says it is written in; empty if it says none.
  static Optional<Object> revision(Message.Request request) {
    return request.params().values().get("_meta") instanceof Map<?, ?> meta
        ? Optional.ofNullable(meta.get(REVISION))
        : Optional.empty();
  }

  /// Refuses a request that does not say what every request has to say.
  static void check(Message.Request request) {
    Params meta = request.params().meta();
    String revision = meta.text(REVISION);
    if (Revision.of(revision, Revision.Era.STATELESS).isEmpty()) {
      throw new Refusal(RpcError.unsupportedRevision(revision));
    }
    if (meta.optionalObject(CAPABILITIES).isEmpty()) {
      throw new Refusal(RpcError.invalidParams("\"" + CAPABILITIES + "\" is missing"));
    }
  }

  @Override
  public Map<String, Object> result(Message.Request request, Exchange exchange)
      throws InterruptedException {
    check(request);
    Params params = request.params();
    params.meta().optionalText(LOG_LEVEL).flatMap(Call.Level::of).ifPresent(exchange::logFrom);
    String method = request.method();
    Map<String, Object> result =
        switch (method) {
          case DISCOVER -> discover();
          case LISTEN -> listen(request, exchange);
          case "resources/read" ->
              Features.read(params, exchange.toolbox(), RpcError.INVALID_PARAMS);
          default ->
              Features.result(request, exchange).orElseThrow(() -> Refusal.unknownMethod(method));
        };
    return finished(method, result);
  }

  private Map<String, Object> finished(String method, Map<String, Object> result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("resultType", "complete");
    json.putAll(result);
    Optional.ofNullable(FRESH_MS.get(method))
        .ifPresent(fresh -> {
          json.put("ttlMs", fresh);
          json.put("cacheScope", "private");
        });
    Map<String, Object> meta = new LinkedHashMap<>(new Params(result).meta().values());
    meta.put(SERVER_INFO, card.info());
    json.put("_meta", meta);
    return json;
  }

  private Map<String, Object> discover() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("supportedVersions", Revision.supported());
    json.put("capabilities", Features.capabilities());
    json.put("serverInfo", card.info());
    json.put("instructions", card.instructions());
    return json;
  }

  private static Map<String, Object> listen(Message.Request request, Exchange exchange)
      throws InterruptedException {
    Params filter = request.params().object("notifications");
    Set<Change> wanted = wanted(filter, exchange.toolbox());
    Map<String, Object> tag = Map.of(SUBSCRIPTION, request.id());
    Set<String> addresses = addresses(wanted);
    Notices notices = new Notices(wanted::contains);
    exchange.markEndless();
    // Watching begins first, so that nothing is missed between the two.
    try (Toolbox.Watching _ = exchange.toolbox().watch(() -> addresses, notices::tell)) {
      exchange.out().send(acknowledgement(wanted, tag));
      while (true) {
        Optional<Change> change = notices.take(PATIENCE);
        if (change.isPresent()) {
          exchange.out().send(tagged(change.get().method(), change.get().params(), tag));
        }
      }
    } catch (InterruptedException ended) {
      if (exchange.isCancelled()) {
        throw ended;
      }
      return Map.of("_meta", tag);
    }
  }

  private static Set<Change> wanted(Params filter, Toolbox toolbox) {
    List<Change> wanted = new ArrayList<>();
    LISTS.forEach((name, list) -> {
      if (filter.isTrue(name)) {
        wanted.add(list);
      }
    });
    List<String> uris = filter.list("resourceSubscriptions");
    if (uris.size() > Handshake.MOST_SUBSCRIPTIONS) {
      throw new Refusal(
          RpcError.busy(
              "at most %d subscriptions at once".formatted(Handshake.MOST_SUBSCRIPTIONS)));
    }
    uris.stream()
        .filter(uri -> toolbox.read(uri).isPresent())
        .map(Change.Updated::new)
        .forEach(wanted::add);
    return Set.copyOf(wanted);
  }

  private static SortedSet<String> addresses(Set<Change> wanted) {
    SortedSet<String> addresses = new TreeSet<>();
    for (Change change : wanted) {
      if (change instanceof Change.Updated updated) {
        addresses.add(updated.uri());
      }
    }
    return addresses;
  }

  private static Map<String, Object> acknowledgement(Set<Change> wanted, Map<String, Object> tag) {
    Map<String, Object> honoured = new LinkedHashMap<>();
    LISTS.forEach((name, list) -> {
      if (wanted.contains(list)) {
        honoured.put(name, true);
      }
    });
    Set<String> uris = addresses(wanted);
    if (!uris.isEmpty()) {
      honoured.put("resourceSubscriptions", uris);
    }
    return tagged(
        "notifications/subscriptions/acknowledged", Map.of("notifications", honoured), tag);
  }

  private static Map<String, Object> tagged(
      String method, Map<String, Object> params, Map<String, Object> tag) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("_meta", tag);
    json.putAll(params);
    return Message.notification(method, json);
  }
}
