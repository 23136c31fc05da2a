package rowlock.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowlock.access.Grant;
import rowlock.access.Issued;
import rowlock.access.Tokens;
import rowlock.task.AgentId;
import rowlock.team.Role;

/// Every route of the table, with every wrong Host, Origin and token there is.
class GuardTest {
  private static final String BODY =
      "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
  private static final WebLimits PATIENT =
      WebLimits.STANDARD.withGuesses(new WebLimits.Rate(1_000_000, 1_000_000, 100));

  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void start() {
    site = new Site(folder, PATIENT);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void theTableHasAllRoutes() {
    assertThat(site.routes.all())
        .extracting(route -> route.method() + " " + route.path())
        .contains(
            "POST /api/{operation}",
            "GET /api/{operation}",
            "GET /api",
            "GET /openapi.json",
            "POST /mcp",
            "GET /mcp",
            "DELETE /mcp",
            "POST /hooks/{kind}",
            "POST /hooks/{kind}/{event}",
            "GET /metrics",
            "GET /health",
            "GET /health/live",
            "GET /health/ready")
        .doesNotHaveDuplicates();
    assertThat(site.routes.all())
        .filteredOn(route -> route.credential() == Credential.NOBODY)
        .extracting(Route::path)
        .containsExactly("/health/live");
  }

  @Test
  void aWrongHostIsRefusedEverywhere() {
    int port = site.port();
    List<String> hosts =
        List.of(
            "Host: evil.com\r\n",
            "Host: evil.com:" + port + "\r\n",
            "Host: 127.0.0.1.evil.com:" + port + "\r\n",
            "Host: localhost:" + (port - 1) + "\r\n",
            "Host: localhost\r\n",
            "Host: 127.0.0.1\r\n",
            "Host: 0.0.0.0:" + port + "\r\n",
            "Host: localhost.:" + port + "\r\n",
            "Host: evil@127.0.0.1:" + port + "\r\n",
            "Host: \r\n",
            "",
            "Host: 127.0.0.1:" + port + "\r\nHost: evil.com\r\n",
            "Host: 127.0.0.1:" + port + "\r\nHost: 127.0.0.1:" + port + "\r\n",
            "Host: 127.0.0.1:" + port + ", evil.com\r\n");
    forEachRoute((route, token) -> {
      for (String host : hosts) {
        String line = route.method() + " " + path(route) + " HTTP/1.1\r\n";
        refused(route, line + host + authorization(token), 400, 421);
      }
      String own = "Host: 127.0.0.1:" + port + "\r\n";
      String evil = route.method() + " http://evil.com" + path(route) + " HTTP/1.1\r\n";
      refused(route, evil + own + authorization(token), 400, 421);
      refused(route, evil + "Host: evil.com\r\n" + authorization(token), 400, 421);
    });
  }

  @Test
  void aWrongOriginIsRefusedEverywhere() {
    int port = site.port();
    List<String> origins =
        List.of(
            "null",
            "",
            "http://evil.com",
            "http://localhost.evil.com",
            "http://127.0.0.1:" + port + "@evil",
            "http://127.0.0.1:" + port + ".evil.com",
            "https://127.0.0.1:" + port,
            "http://127.0.0.1:" + (port - 1),
            "http://127.0.0.1",
            "http://127.0.0.1:" + port + "/",
            "http://127.0.0.1:" + port + " http://evil.com",
            "http://127.0.0.1:" + port + "\r\nOrigin: http://evil.com",
            "http://[",
            "%%%",
            "file://");
    forEachRoute((route, token) -> {
      for (String origin : origins) {
        refused(route, head(route) + authorization(token) + "Origin: " + origin + "\r\n", 403);
      }
      for (String where : List.of("cross-site", "same-site", "nonsense")) {
        refused(
            route, head(route) + authorization(token) + "Sec-Fetch-Site: " + where + "\r\n", 403);
      }
    });
  }

  @Test
  void withoutARightTokenNothingIsReached(@TempDir Path another) {
    Issued issued = site.agent("anna");
    String right = issued.secret().reveal();
    Issued revoked = site.agent("anna");
    site.tokens.revoke(revoked.token().id());
    Instant longAgo = Instant.now().minus(Duration.ofDays(2));
    String expired =
        site.tokens.issue(Grant.of(new AgentId("anna"), Role.WORKER), longAgo).secret().reveal();
    String foreign =
        Tokens.of(another)
            .issue(Grant.of(new AgentId("anna"), Role.LEAD), Instant.now())
            .secret()
            .reveal();
    List<String> wrong = new ArrayList<>(List.of("", "X-Nothing: here\r\n"));
    wrong.addAll(spoilt(right));
    wrong.addAll(spoilt(site.operator.reveal()));
    wrong.add(authorization(revoked.secret().reveal()));
    wrong.add(authorization(expired));
    wrong.add(authorization(foreign));
    forEachRoute((route, token) -> {
      if (route.credential() != Credential.NOBODY) {
        wrong.forEach(header -> refused(route, head(route) + header, 401));
        refusedAt(route, path(route) + "?token=" + token + "&access_token=" + token, 401);
      }
    });
  }

  /// Headers that have something of a right token, but do not show it.
  private static List<String> spoilt(String real) {
    List<String> headers = new ArrayList<>();
    for (String text :
        List.of(
            "",
            " ",
            "x",
            real.substring(0, real.length() - 1),
            real + "A",
            real.toUpperCase(Locale.ROOT),
            real.toLowerCase(Locale.ROOT),
            "x".repeat(5_000))) {
      headers.add("Authorization: Bearer " + text + "\r\n");
    }
    headers.add("Authorization: " + real + "\r\n");
    headers.add("Authorization: Basic " + real + "\r\n");
    headers.add("Authorization: Bearer " + real + "\r\nAuthorization: Bearer " + real + "\r\n");
    headers.add("Cookie: token=" + real + "\r\n");
    headers.add("X-Api-Key: " + real + "\r\n");
    return headers;
  }

  @Test
  void strangersDoNotLearnWhichPathsThereAre() {
    String known =
        say(
            "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:"
                + site.port()
                + "\r\nConnection: close\r\n\r\n");
    String unknown =
        say(
            "GET /nothing HTTP/1.1\r\nHost: 127.0.0.1:"
                + site.port()
                + "\r\nConnection: close\r\n\r\n");
    String odd =
        say(
            "OPTIONS /api HTTP/1.1\r\nHost: 127.0.0.1:"
                + site.port()
                + "\r\nConnection: close\r\n\r\n");

    assertThat(unknown).isEqualTo(known).contains("401 ");
    assertThat(odd).isEqualTo(known);
  }

  @Test
  void whoeverIsKnownButMayNotIsForbidden() {
    String agent = site.agent("anna").secret().reveal();
    for (Route route : site.routes.all()) {
      boolean isForAgents = route.credential() == Credential.AGENT;
      if (isForAgents || route.credential() == Credential.OPERATOR) {
        String token = isForAgents ? site.operator.reveal() : agent;
        refused(route, head(route) + authorization(token), 403);
      }
    }
  }

  @Test
  void theRightTokenIsLetInUnderEachOfOurNames() {
    forEachRoute((route, token) -> {
      for (String name : List.of("127.0.0.1", "localhost", "[::1]", "LOCALHOST")) {
        String host = name + ":" + site.port();
        String head =
            route.method()
                + " "
                + path(route)
                + " HTTP/1.1\r\nHost: "
                + host
                + "\r\n"
                + authorization(token)
                + ("Origin: http://" + host + "\r\n").toLowerCase(Locale.ROOT);
        if (!isEndless(route)) {
          assertThat(RawCall.status(say(head + "Connection: close\r\n" + BODY)))
              .as(route.method() + " " + route.path())
              .isNotIn(401, 403, 421, 500);
        }
      }
    });
    assertThat(site.effects).hasPositiveValue();
  }

  /// Refused, with one of these statuses and without anything behind the guard noticing.
  private void refused(Route route, String head, Integer... statuses) {
    int before = site.effects.get();
    long position = site.desk.position();
    String answer = say(head + "Connection: close\r\n" + BODY);
    assertThat(RawCall.status(answer)).as(route.path() + "\n" + head).isIn((Object[]) statuses);
    assertThat(answer).contains("nosniff").contains("no-store").contains("\"error\"");
    assertThat(site.effects).as(route.path() + "\n" + head).hasValue(before);
    assertThat(site.desk.position()).isEqualTo(position);
  }

  private void refusedAt(Route route, String path, int status) {
    String line = route.method() + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + site.port();
    refused(route, line + "\r\n", status);
  }

  private void forEachRoute(BiConsumer<Route, String> check) {
    String agent = site.agent("anna").secret().reveal();
    for (Route route : site.routes.all()) {
      boolean isForAgents = route.credential() == Credential.AGENT;
      check.accept(route, isForAgents ? agent : site.operator.reveal());
    }
  }

  private static boolean isEndless(Route route) {
    return List.of("/hold", "/stream", "/broken").contains(route.path());
  }

  private String head(Route route) {
    return route.method()
        + " "
        + path(route)
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + site.port()
        + "\r\n";
  }

  private static String path(Route route) {
    return route
        .path()
        .replace("{operation}", "get_status")
        .replace("{kind}", "claude")
        .replace("{event}", "stop");
  }

  private static String authorization(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  private String say(String text) {
    try (RawCall call = new RawCall(site.port())) {
      call.send(text);
      return call.rest();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }
}
