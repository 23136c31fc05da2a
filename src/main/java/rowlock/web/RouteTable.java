package rowlock.web;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All routes of a server.
public final class RouteTable {
  private final List<Route> routes;

  private RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /// A table of these routes; where two match, the first one answers.
  public static RouteTable of(List<Route> routes) {
    return new RouteTable(routes);
  }

  /// This table with more routes at its end.
  public RouteTable with(List<Route> more) {
    List<Route> all = new ArrayList<>(routes);
    all.addAll(more);
    return of(all);
  }

  /// The routes, in order.
  public List<Route> all() {
    return routes;
  }

  /// The route of a request.
  Optional<Match> find(Method method, String path) {
    for (Route route : routes) {
      Optional<Map<String, String>> segments =
          route.method() == method ? route.match(path) : Optional.empty();
      if (segments.isPresent()) {
        return Optional.of(new Match(route, segments.get()));
      }
    }
    return Optional.empty();
  }

  /// The methods with which a path is answered.
  Set<Method> methods(String path) {
    Set<Method> methods = EnumSet.noneOf(Method.class);
    routes.stream()
        .filter(route -> route.match(path).isPresent())
        .forEach(route -> methods.add(route.method()));
    return methods;
  }

  /// A route and what the segments in braces stand for.
  record Match(Route route, Map<String, String> segments) {}
}
