package rowlock.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import rowlock.access.Identity;
import rowlock.json.MalformedJson;

/// Where every request comes in: past the guard, to its route, and out with the answer.
final class Front extends Handler.Abstract {
  private static final byte[] NOTHING = {};

  private final RouteTable routes;
  private final Guard guard;
  private final WebLimits limits;
  private final Connections connections;
  private final Watchers watchers;

  Front(
      RouteTable routes,
      Guard guard,
      WebLimits limits,
      Connections connections,
      Watchers watchers) {
    this.routes = routes;
    this.guard = guard;
    this.limits = limits;
    this.connections = connections;
    this.watchers = watchers;
  }

  /// Who hears of what happens here.
  ///
  /// @param traffic counts requests
  /// @param trouble hears of what should not happen
  record Watchers(Traffic traffic, Consumer<RuntimeException> trouble) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Connection connection = request.getConnectionMetaData().getConnection();
    connections.began(connection);
    Request.addCompletionListener(request, _ -> connections.ended(connection));
    Security.addTo(response.getHeaders());
    new Passage(request, response, callback).go();
    return true;
  }

  /// One request on its way through.
  private final class Passage {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final long beganNanos = System.nanoTime();
    private String label = "none";
    private Optional<Meter> turn = Optional.empty();

    Passage(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    void go() {
      Reply reply = reply();
      try {
        new Delivery(response, callback).deliver(reply);
      } finally {
        turn.ifPresent(Meter::leave);
        watchers
            .traffic()
            .count(label, request.getMethod(), reply.status(), System.nanoTime() - beganNanos);
      }
    }

    private Reply reply() {
      try {
        guard.requireRightPlace(request);
        Optional<Method> method = Method.of(request.getMethod());
        String path = Request.getPathInContext(request);
        Optional<RouteTable.Match> match = method.flatMap(known -> routes.find(known, path));
        return match.isPresent() ? routed(match.get()) : unrouted(path);
      } catch (Refused refused) {
        return refused.reply();
      } catch (MalformedJson malformed) {
        return Reply.error(
            400, "malformed_json", String.valueOf(malformed.getMessage()), "send one JSON object");
      } catch (InterruptedException closing) {
        return Reply.error(503, "closing", "the hub is closing", "try again in a moment");
      } catch (RuntimeException broken) {
        watchers.trouble().accept(broken);
        return Reply.error(
            500, "internal", "something went wrong in the hub", "see the log of the hub");
      }
    }

    private Reply routed(RouteTable.Match match) throws InterruptedException {
      Route route = match.route();
      label = route.path();
      Optional<Identity> identity = Optional.empty();
      if (route.credential() != Credential.NOBODY) {
        identity = Optional.of(admitted());
        if (!route.credential().admits(identity.get())) {
          throw Guard.forbidden();
        }
      }
      Map<String, String> query = query();
      byte[] body = route.method() == Method.POST ? Body.read(request, limits) : NOTHING;
      return route.endpoint().answer(new Ask(identity, match.segments(), query, headers(), body));
    }

    /// Strangers do not learn which paths there are.
    private Reply unrouted(String path) {
      admitted();
      Set<Method> methods = routes.methods(path);
      if (methods.isEmpty()) {
        return Reply.error(404, "not_found", "there is nothing here", "GET /api lists what is");
      }
      String allowed = methods.stream().map(Enum::name).collect(Collectors.joining(", "));
      return Reply.error(405, "method_not_allowed", "not with this method", "use " + allowed)
          .with("Allow", allowed);
    }

    private Identity admitted() {
      Identity identity = guard.requireIdentity(request);
      connections.proved(request.getConnectionMetaData().getConnection());
      turn = Optional.of(guard.requireTurn(identity));
      return identity;
    }

    private Map<String, String> query() {
      Map<String, String> query = new LinkedHashMap<>();
      try {
        for (Fields.Field field : Request.extractQueryParameters(request)) {
          query.put(field.getName(), String.valueOf(field.getValues().getLast()));
        }
      } catch (IllegalArgumentException
          | IllegalStateException
          | HttpException.RuntimeException malformed) {
        throw new Refused(
            400,
            "malformed_query",
            "the query cannot be read",
            "write it in UTF-8, escaped as in every address");
      }
      return query;
    }

    private Map<String, String> headers() {
      Map<String, String> headers = new LinkedHashMap<>();
      for (HttpField field : request.getHeaders()) {
        headers.merge(
            field.getLowerCaseName(), String.valueOf(field.getValue()), (a, b) -> a + ", " + b);
      }
      return headers;
    }
  }
}
