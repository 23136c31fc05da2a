package rowlock.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import rowlock.access.Identity;

/// Decides whether a request is let in, and for whom. Its answers tell nothing about why, nor about
/// what is behind it.
final class Guard {
  private static final String SCHEME = "bearer ";
  private static final int LONGEST_TOKEN = 200;

  private final Addresses addresses;
  private final Callers callers;
  private final Throttle throttle;
  private final Meter guesses;

  Guard(Addresses addresses, Callers callers, WebLimits limits) {
    this.addresses = addresses;
    this.callers = callers;
    this.throttle = new Throttle(limits.rate());
    this.guesses = new Meter(limits.guesses(), System.nanoTime());
  }

  /// Refuses what was not meant for this server, or was sent by a page of another one.
  void requireRightPlace(Request request) {
    if (!addresses.isCalledRight(request)) {
      throw new Refused(
          421, "wrong_host", "this is another server", "use the address in rowlock's port file");
    }
    if (!addresses.isFromHere(request)) {
      throw new Refused(403, "wrong_origin", "pages of other sites may not ask", "ask directly");
    }
  }

  /// Who asks.
  Identity requireIdentity(Request request) {
    return shown(request)
        .flatMap(text -> callers.identify(text, Instant.now()).known())
        .orElseThrow(this::stranger);
  }

  /// The right to go on with a request of somebody; it must be closed at the end.
  Meter requireTurn(Identity identity) {
    long now = System.nanoTime();
    Meter meter = throttle.of(identity.tokenId(), now);
    Optional<Duration> wait = meter.enter(now);
    if (wait.isPresent()) {
      throw tooMany(wait.get(), "this token asks for too much at once");
    }
    return meter;
  }

  static Refused forbidden() {
    return new Refused(
        403, "forbidden", "this token may not do that", "ask somebody whose role allows it");
  }

  /// A guess costs what a wrong answer costs; the right token is let in however many guess.
  private Refused stranger() {
    Optional<Duration> wait = guesses.enter(System.nanoTime());
    if (wait.isPresent()) {
      return tooMany(wait.get(), "too many wrong tokens");
    }
    guesses.leave();
    return new Refused(
        Reply.error(
                401,
                "unauthorized",
                "a valid token is needed",
                "send the header Authorization: Bearer TOKEN")
            .with("WWW-Authenticate", "Bearer"));
  }

  private static Refused tooMany(Duration wait, String message) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return new Refused(
        Reply.error(429, "too_many_requests", message, "try again in " + seconds + " s")
            .with("Retry-After", Long.toString(seconds)));
  }

  private static Optional<String> shown(Request request) {
    List<String> values = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
    return values.size() == 1 ? token(values.getFirst()) : Optional.empty();
  }

  private static Optional<String> token(String value) {
    boolean isBearer =
        value.length() > SCHEME.length()
            && value.length() <= SCHEME.length() + LONGEST_TOKEN
            && value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return isBearer ? Optional.of(value.substring(SCHEME.length())) : Optional.empty();
  }
}
