package rowlock.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import rowlock.access.Identity;
import rowlock.access.Roles;
import rowlock.json.Json;
import rowlock.operation.Outcome;
import rowlock.registry.Gateway;
import rowlock.registry.Operation;
import rowlock.registry.Registry;
import rowlock.registry.Right;
import rowlock.registry.Schemas;
import rowlock.task.AgentId;
import rowlock.task.Durations;

/// The routes to the operations.
final class ApiRoutes {
  private static final String PATH = "/api/{operation}";
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private final Registry registry;
  private final Function<Identity, Gateway> gateways;

  /// @param gateways the way somebody calls operations
  ApiRoutes(Registry registry, Function<Identity, Gateway> gateways) {
    this.registry = registry;
    this.gateways = gateways;
  }

  List<Route> all() {
    String openApi = Json.compact(OpenApi.of(registry));
    return List.of(
        new Route(Method.GET, "/api", Credential.ANYBODY, this::list),
        new Route(Method.GET, "/api/needs", Credential.ANYBODY, ask -> read(ask, "list_needs")),
        new Route(
            Method.GET, "/api/conflicts", Credential.ANYBODY, ask -> read(ask, "get_conflicts")),
        new Route(Method.POST, PATH, Credential.ANYBODY, this::call),
        new Route(Method.GET, PATH, Credential.ANYBODY, ask -> read(ask, ask.segment("operation"))),
        new Route(Method.GET, "/me", Credential.ANYBODY, this::me),
        new Route(Method.GET, "/position", Credential.ANYBODY, this::position),
        new Route(
            Method.GET,
            "/openapi.json",
            Credential.ANYBODY,
            _ -> Reply.text("application/json", openApi)));
  }

  private Reply call(Ask ask) throws InterruptedException {
    return OutcomeReply.of(
        gateways
            .apply(ask.identity())
            .call(ask.segment("operation"), ask.json(), ask.header("Idempotency-Key")));
  }

  private Reply read(Ask ask, String name) throws InterruptedException {
    Gateway gateway = gateways.apply(ask.identity());
    Optional<Operation> operation = registry.find(name);
    if (operation.isEmpty()) {
      return OutcomeReply.of(gateway.call(name, Map.of(), Optional.empty()));
    }
    if (operation.get().right().effect() != Right.Effect.READS) {
      return Reply.error(
              405, "method_not_allowed", name + " may change something", "send it with POST")
          .with("Allow", "POST");
    }
    try {
      Map<String, Object> arguments = QueryArguments.of(operation.get(), ask.query());
      return OutcomeReply.of(gateway.call(name, arguments, Optional.empty()));
    } catch (IllegalArgumentException wrong) {
      return OutcomeReply.of(
          Outcome.input(String.valueOf(wrong.getMessage()), "see the parameters of " + name));
    }
  }

  private Reply list(Ask ask) {
    Identity identity = ask.identity();
    List<Map<String, Object>> operations =
        registry.all().stream()
            .filter(operation -> operation.right().permission().map(identity::may).orElse(true))
            .map(operation -> describe(operation, identity))
            .toList();
    return Reply.json(200, Map.of("operations", operations));
  }

  private static Map<String, Object> describe(Operation operation, Identity identity) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", operation.name());
    members.put("summary", operation.summary());
    members.put("effect", operation.right().effect().name().toLowerCase(Locale.ROOT));
    members.put("parameters", Schemas.input(operation, identity));
    return members;
  }

  private Reply me(Ask ask) {
    Identity identity = ask.identity();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("by", identity.by());
    members.put("role", identity.role().name());
    members.put("permissions", identity.role().permissions().stream().map(Roles::label).toList());
    members.put("token_id", identity.tokenId());
    identity.agent().map(AgentId::value).ifPresent(agent -> members.put("agent", agent));
    identity.parent().map(AgentId::value).ifPresent(parent -> members.put("parent", parent));
    return Reply.json(200, members);
  }

  private Reply position(Ask ask) throws InterruptedException {
    try {
      String beyond = ask.query().getOrDefault("beyond", "-1");
      if (!beyond.matches("-?\\d{1,18}")) {
        throw new IllegalArgumentException("beyond: a position is wanted here");
      }
      Duration wait = Durations.parse("wait", ask.query().getOrDefault("wait", "0s"));
      long position =
          gateways
              .apply(ask.identity())
              .awaitBeyond(
                  Long.parseLong(beyond), wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
      return Reply.json(200, Map.of("position", position));
    } catch (IllegalArgumentException wrong) {
      return OutcomeReply.of(
          Outcome.input(String.valueOf(wrong.getMessage()), "GET /position?beyond=N&wait=30s"));
    }
  }
}
