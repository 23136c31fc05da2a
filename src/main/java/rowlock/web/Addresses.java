package rowlock.web;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// The names under which this server may be called, and from where.
///
/// A page of another site can make a browser send requests here, also under a name that resolves to
/// this machine; neither Host nor Origin can it forge (GHSA-8jxr-pr72-r468 and its likes).
final class Addresses {
  private final Set<String> hosts;
  private final Set<String> origins;

  Addresses(int port) {
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    this.origins = Set.copyOf(hosts.stream().map(host -> "http://" + host).toList());
  }

  /// Whether a request names this server, once and everywhere it names one.
  boolean isCalledRight(Request request) {
    List<String> named = request.getHeaders().getValuesList(HttpHeader.HOST);
    String authority = request.getHttpURI().getAuthority();
    return named.size() == 1
        && isOurs(named.getFirst())
        && (authority == null || isOurs(authority));
  }

  /// Whether a request comes from no page, or from one of this server's own.
  boolean isFromHere(Request request) {
    HttpFields headers = request.getHeaders();
    String site = headers.get("Sec-Fetch-Site");
    return origins.containsAll(headers.getValuesList(HttpHeader.ORIGIN))
        && (site == null || site.equals("same-origin") || site.equals("none"));
  }

  private boolean isOurs(String host) {
    return hosts.contains(host.toLowerCase(Locale.ROOT));
  }
}
