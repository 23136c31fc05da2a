package rowlock.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The routes that say how the hub is: alive for whoever watches processes, ready for whoever sends
/// work, and who it is for its clients.
final class HealthRoutes {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final Health health;

  HealthRoutes(Health health) {
    this.health = health;
  }

  List<Route> all() {
    return List.of(
        new Route(Method.GET, "/health", Credential.ANYBODY, _ -> whole()),
        new Route(
            Method.GET,
            "/health/live",
            Credential.NOBODY,
            _ -> Reply.json(OK, Map.of("status", "live"))),
        new Route(Method.GET, "/health/ready", Credential.ANYBODY, _ -> ready()));
  }

  private Reply whole() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("instance", health.instance());
    members.put("version", health.version());
    members.put("pid", ProcessHandle.current().pid());
    members.putAll(readiness(health.troubles()));
    return Reply.json(OK, members);
  }

  private Reply ready() {
    Map<String, Object> troubles = health.troubles();
    return Reply.json(troubles.isEmpty() ? OK : UNAVAILABLE, readiness(troubles));
  }

  private static Map<String, Object> readiness(Map<String, Object> troubles) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("status", troubles.isEmpty() ? "ready" : "not_ready");
    members.put("why_not", troubles);
    return members;
  }
}
